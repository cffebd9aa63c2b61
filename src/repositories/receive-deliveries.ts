import pg from 'pg'
import { z } from 'zod'
import type { VerifiedWebhook } from '../github/verify-webhook.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
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

export type DeliveryIntake = {
  /** Resolves once the delivery is durable. */
  store(webhook: VerifiedWebhook): Promise<void>
  close(): void
}

/** So many are stored at once. */
const mostAtOnce = 200
/** In a rush the work is asked for this often, not with each delivery. */
const askEveryMs = 250

/**
 * Stores verified deliveries, each once, with the job that works them off. Those that come while others are being
 * stored share the next transaction. In a rush the stored deliveries are the queue: the job is sent a moment later for
 * all of them, and should the process end before, the job of every minute finds them.
 */
export function openDeliveryIntake(deps: Deps): DeliveryIntake {
  const waiting: Waiting[] = []
  let storing = false
  let asking: NodeJS.Timeout | null = null

  const askForWork = (transaction: Transaction) =>
    deps.jobs.send(transaction, workDeliveriesJob, {}, { key: 'all' })
  const askSoon = () => {
    asking ??= setTimeout(() => {
      asking = null
      inTransaction(deps.database, askForWork).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'stored deliveries wait a minute'),
      )
    }, askEveryMs).unref()
  }
  const store = async (webhooks: VerifiedWebhook[]): Promise<void> => {
    const values = valuesOf(deps, webhooks)
    if (deps.rush.isOn) {
      // Straight to the pool, as this is the one statement that has to keep up with GitHub.
      const { rowCount } = await deps.database.pool.query({ name: 'store-deliveries', text: insert, values })
      if (rowCount !== 0) askSoon()
      return
    }
    await inTransaction(deps.database, async (transaction) => {
      if ((await transaction.$executeRawUnsafe(insert, ...values)) > 0) await askForWork(transaction)
    })
  }
  const storeAll = async () => {
    if (storing) return
    storing = true
    try {
      while (waiting.length > 0) await storeTogether(store, waiting.splice(0, mostAtOnce))
    } finally {
      storing = false
    }
  }
  return {
    store: (webhook) =>
      new Promise<void>((stored, failed) => {
        deps.rush.note()
        waiting.push({ webhook, stored, failed })
        void storeAll()
      }),
    close: () => clearTimeout(asking ?? undefined),
  }
}

/** One that the database refuses must not take the others with it. */
async function storeTogether(
  store: (webhooks: VerifiedWebhook[]) => Promise<void>,
  together: Waiting[],
): Promise<void> {
  try {
    await store(together.map(({ webhook }) => webhook))
    for (const { stored } of together) stored()
  } catch (error) {
    if (together.length === 1 || !isRefusal(error)) for (const { failed } of together) failed(error)
    else for (const one of together) await storeTogether(store, [one])
  }
}

/** The database is not away or busy, but can't store one of these values. */
const isRefusal = (error: unknown): boolean =>
  (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')) ||
  (error instanceof Prisma.PrismaClientKnownRequestError && !isPassingError(error))

const insert = `
  INSERT INTO webhook_deliveries (id, event, action, payload, received_at)
  SELECT id, event, action, payload::jsonb, $5
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
    AS told (id, event, action, payload, nth)
  ORDER BY nth
  ON CONFLICT (id) DO NOTHING`

const valuesOf = ({ clock }: Deps, webhooks: VerifiedWebhook[]) => [
  webhooks.map(({ deliveryId }) => deliveryId),
  webhooks.map(({ event }) => event),
  webhooks.map(({ action }) => action && clean(action)),
  webhooks.map(({ payload }) => clean(JSON.stringify(readHint(payload)))),
  clock.now(),
]

/** PostgreSQL stores neither NUL nor half a surrogate pair; JSON writes both as escapes. */
const clean = (text: string): string =>
  text
    .replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd')
    .replaceAll(/(?<!\\)((?:\\\\)*)\\u(d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd')
    .replaceAll('\0', '\ufffd')
    .toWellFormed()
