import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

/** One writer a repository: jobs of one key never run at the same time. */
export const writeTicketJob = defineJob({
  name: 'write-ticket',
  schema: z.object({ organizationId: z.uuid(), ticketId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 20,
})

/** Asks for the ticket's issue to be brought in line with what is known here. */
export const sendWriteJob = (
  deps: Deps,
  transaction: Transaction,
  ticket: { organizationId: string; id: string; repositoryId: string },
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    writeTicketJob,
    { organizationId: ticket.organizationId, ticketId: ticket.id },
    { key: ticket.repositoryId, ...(startAfter ? { startAfter } : {}) },
  )
