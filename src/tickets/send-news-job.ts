import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

export const tellNewsJob = defineJob({
  name: 'tell-news',
  schema: z.object({ organizationId: z.uuid(), ticketId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 5,
})

export const sendNewsJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: { organizationId: string; id: string },
  startAfter: Date,
): Promise<void> =>
  deps.jobs.send(transaction, tellNewsJob, { organizationId, ticketId: id }, { key: id, startAfter })
