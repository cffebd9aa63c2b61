import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { Wait } from '../repositories/rest-repository.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/** The ticket stays as it is, and its next step waits. The time is stored: a restart does not forget it. */
export const postpone = (deps: Deps, ticket: Ticket, { until, reason }: Wait): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    // What is being made sure of says so, whatever it waits for.
    const detail = ticket.state === 'UNKNOWN' ? ticket.detail : reason
    if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: until, detail }))
      await sendWriteJob(deps, transaction, ticket, until)
  })
