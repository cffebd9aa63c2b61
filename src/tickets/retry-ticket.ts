import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { allowAgain } from '../repositories/allow-again.ts'
import { moveTicket } from './move-ticket.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

/**
 * A person has it tried again now: what was in the way is looked at anew. What may be in GitHub already is looked
 * for, as ever, and not sent twice.
 */
export async function retryTicket(deps: Deps, transaction: Transaction, ticket: Ticket): Promise<void> {
  const { state, number, organizationId, repositoryId } = ticket
  await allowAgain(deps, transaction, organizationId, repositoryId)
  const now = { dueAt: deps.clock.now() }
  switch (state) {
    case 'PAUSED':
    case 'BLOCKED':
      if (number !== null) {
        await moveTicket(deps, transaction, ticket, state, { changes: 0, changesSince: null })
        return sendFollowJob(deps, transaction, ticket, { sender: null })
      }
      if (await moveTicket(deps, transaction, ticket, 'QUEUED', { obstacle: null, detail: null, ...now }))
        await sendWriteJob(deps, transaction, ticket)
      return
    case 'QUEUED':
    case 'OPEN':
      if (await moveTicket(deps, transaction, ticket, state, now))
        await sendWriteJob(deps, transaction, ticket)
      return
    case 'GONE':
    case 'MOVED':
    case 'CLOSED':
      // It may be back, or be seen again.
      if (number !== null) await sendFollowJob(deps, transaction, ticket, { sender: null })
      return
    case 'PROPOSED':
    case 'SENDING':
    case 'UNKNOWN':
      // The time of the next look is what makes it safe.
      return
  }
}
