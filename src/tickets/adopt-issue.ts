import type { Issue } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'

/** Binds an issue to its ticket, once; whoever comes second finds the ticket in another state and changes nothing. */
export async function adoptIssue(
  deps: Deps,
  ticket: Ticket,
  issue: Pick<Issue, 'id' | 'number' | 'url'>,
  known: { bodyHash: string | null },
): Promise<void> {
  const adopted = await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'OPEN', {
      number: issue.number,
      githubId: issue.id,
      url: issue.url,
      detail: null,
      dueAt: null,
      bodyHash: known.bodyHash,
      bodyWrittenAt: ticket.sentAt ?? deps.clock.now(),
    }),
  )
  if (!adopted) deps.log.warn({ ticket: ticket.id, issue: issue.url }, 'an issue was adopted already')
}
