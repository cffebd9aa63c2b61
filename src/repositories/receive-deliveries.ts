import { z } from 'zod'
import type { VerifiedWebhook } from '../github/verify-webhook.ts'
import { isPassingError } from '../platform/database/is-passing-error.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { readHint } from './read-hint.ts'

/** Works off all deliveries that wait, in the order in which they came. */
export const workDeliveriesJob = defineJob({
  name: 'work-deliveries',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 10,
  cron: '* * * * *',
})

type Waiting = { webhook: VerifiedWebhook; stored: () => void; failed: (error: unknown) => void }

/** So many are stored at once. */
const mostAtOnce = 200

/**
 * Stores verified deliveries, each once, with the job that works them off. Those that come while others are being
 * stored share the next transaction: a storm of them costs few.
 * @returns a function that resolves once its delivery is durable
 */
export function openDeliveryIntake(deps: Deps): (webhook: VerifiedWebhook) => Promise<void> {
  const waiting: Waiting[] = []
  let storing = false

  const storeAll = async () => {
    if (storing) return
    storing = true
    try {
      while (waiting.length > 0) await storeTogether(deps, waiting.splice(0, mostAtOnce))
    } finally {
      storing = false
    }
  }
  return (webhook) =>
    new Promise<void>((stored, failed) => {
      deps.rush.note()
      waiting.push({ webhook, stored, failed })
      void storeAll()
    })
}

/** One that the database refuses must not take the others with it. */
async function storeTogether(deps: Deps, together: Waiting[]): Promise<void> {
  try {
    await store(
      deps,
      together.map(({ webhook }) => webhook),
    )
    for (const { stored } of together) stored()
  } catch (error) {
    const [only, ...others] = together
    if (isPassingError(error)) for (const { failed } of together) failed(error)
    else if (only !== undefined && others.length === 0) only.failed(error)
    else for (const one of together) await storeTogether(deps, [one])
  }
}

async function store(deps: Deps, webhooks: VerifiedWebhook[]): Promise<void> {
  if (deps.rush.isAwaited) {
    await insert(deps, deps.database.prisma, webhooks)
    // Whoever waits finds them: there is nothing to be asked for. It may have gone on meanwhile, having seen none.
    if (deps.rush.isAwaited) return
    return inTransaction(deps.database, (transaction) => askForWork(deps, transaction))
  }
  await inTransaction(deps.database, async (transaction) => {
    if ((await insert(deps, transaction, webhooks)) > 0) await askForWork(deps, transaction)
  })
}

const askForWork = (deps: Deps, transaction: Transaction): Promise<void> =>
  deps.jobs.send(transaction, workDeliveriesJob, {}, { key: 'all' })

/** @returns how many were not known */
function insert(
  { clock }: Deps,
  client: Pick<Transaction, '$executeRaw'>,
  webhooks: VerifiedWebhook[],
): Promise<number> {
  const rows = webhooks.map(({ deliveryId, event, action, payload }) => ({
    id: deliveryId,
    event,
    action: action === null ? null : clean(action),
    payload: clean(JSON.stringify(readHint(payload))),
  }))
  return client.$executeRaw`
    INSERT INTO webhook_deliveries (id, event, action, payload, received_at)
    SELECT id, event, action, payload::jsonb, ${clock.now()}
    FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ event }) => event)}::text[],
      ${rows.map(({ action }) => action)}::text[], ${rows.map(({ payload }) => payload)}::text[])
      AS told (id, event, action, payload)
    ON CONFLICT (id) DO NOTHING`
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; JSON writes both as escapes. */
const clean = (text: string): string =>
  text
    .replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd')
    .replaceAll(/(?<!\\)((?:\\\\)*)\\u(d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd')
    .replaceAll('\0', '\ufffd')
    .toWellFormed()
