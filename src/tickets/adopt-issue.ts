import type { Issue } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/** Binds an issue to its ticket, once; whoever comes second finds the ticket in another state and changes nothing. */
export async function adoptIssue(
  deps: Deps,
  ticket: Ticket,
  issue: Pick<Issue, 'id' | 'number' | 'url'>,
  known: { bodyHash: string | null },
): Promise<void> {
  const { organizationId, problemId } = ticket
  const adopted = await inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id: problemId } },
    })
    // Merged while its issue was on its way: the issue is closed next.
    const isMerged = problem.mergedIntoId !== null
    const moved = await moveTicket(deps, transaction, ticket, 'OPEN', {
      number: issue.number,
      githubId: issue.id,
      url: issue.url,
      detail: null,
      dueAt: isMerged ? deps.clock.now() : null,
      bodyHash: known.bodyHash,
      bodyWrittenAt: ticket.sentAt ?? deps.clock.now(),
    })
    if (moved && isMerged) await sendWriteJob(deps, transaction, ticket)
    return moved
  })
  if (!adopted) deps.log.warn({ ticket: ticket.id, issue: issue.url }, 'an issue was adopted already')
}
