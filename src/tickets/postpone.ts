import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { Wait } from '../repositories/rest-repository.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/** The ticket stays as it is, and its next step waits. The time is stored: a restart does not forget it. */
export const postpone = (deps: Deps, ticket: Ticket, { until, reason }: Wait): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    // What is in GitHub, or may be, has nothing to wait for that a person must know.
    const detail = ticket.state === 'QUEUED' ? reason : ticket.detail
    if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: until, detail }))
      await sendWriteJob(deps, transaction, ticket, until)
  })
