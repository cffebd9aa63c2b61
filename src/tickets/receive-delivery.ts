import { z } from 'zod'
import type { VerifiedWebhook } from '../github/verify-webhook.ts'
import type { Prisma } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { workDeliveryJob } from './work-delivery.ts'

/** Stores a verified delivery, once, with the job that works it off; the same delivery again changes nothing. */
export const receiveDelivery = (deps: Deps, webhook: VerifiedWebhook): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const { count } = await transaction.webhookDelivery.createMany({
      data: {
        id: webhook.deliveryId,
        event: webhook.event,
        action: webhook.action,
        payload: webhook.payload as Prisma.InputJsonObject,
        receivedAt: deps.clock.now(),
      },
      skipDuplicates: true,
    })
    if (count === 0) return
    const { deliveryId } = webhook
    await deps.jobs.send(transaction, workDeliveryJob, { deliveryId }, { key: issueOf(webhook) })
  })

/** Deliveries about one issue are worked off one after another; about anything else, each by itself. */
function issueOf({ payload, deliveryId }: VerifiedWebhook): string {
  const parsed = z
    .object({ repository: z.object({ full_name: z.string() }), issue: z.object({ number: z.number() }) })
    .safeParse(payload)
  if (!parsed.success) return deliveryId
  const { repository, issue } = parsed.data
  return `${repository.full_name.toLowerCase()}#${issue.number}`
}
