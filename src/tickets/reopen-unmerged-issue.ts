import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { paceWrites } from './pace-writes.ts'

/** Opens an issue again whose problem is no longer merged; what it says is brought up to date next. */
export async function reopenUnmergedIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const { repository, number } = ticket
  if (number === null) return
  await paceWrites(repository, deps.ticketing.writeIntervalMs)
  const answer = await github.updateIssue(repository, number, { state: 'open' })
  if (answer.outcome !== 'updated')
    throw new Error(`${repository}#${number} can't be reopened: ${answer.outcome}`)
  await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'OPEN', { closeReason: null, detail: null }),
  )
}
