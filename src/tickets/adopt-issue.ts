import type { Issue } from '../github/github.ts'
import type { Problem, Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

type Known = { bodyHash: string | null; isPrivate: boolean; droppedLabels?: string[]; droppedType?: boolean }

/** What changed while the issue was on its way, it does not say. */
const nextEdit = ({ timing }: Deps, { updatedAt }: Problem, sentAt: Date): Date | null =>
  updatedAt > sentAt ? new Date(sentAt.getTime() + timing.bodyIntervalMs) : null

/**
 * Binds an issue to its ticket, once; whoever comes second finds the ticket in another state and changes nothing.
 * @param known what is known of it from writing it; null where it was found: then what it says is looked at again at
 * once, as its readers may be others by now
 */
export async function adoptIssue(
  deps: Deps,
  ticket: Ticket,
  issue: Issue,
  known: Known | null,
): Promise<void> {
  const { organizationId, problemId } = ticket
  const adopted = await inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id: problemId } },
    })
    // Merged while its issue was on its way: the issue is closed next.
    const isMerged = problem.mergedIntoId !== null
    const now = deps.clock.now()
    const sentAt = ticket.sentAt ?? now
    const { isPrivate } = await transaction.repository.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id: ticket.repositoryId } },
    })
    // Others may read it now than when it was written.
    const isAtOnce = isMerged || known === null || known.isPrivate !== isPrivate
    const dueAt = isAtOnce ? now : nextEdit(deps, problem, sentAt)
    const moved = await moveTicket(deps, transaction, ticket, 'OPEN', {
      number: issue.number,
      githubId: issue.id,
      url: issue.url,
      issueTitle: issue.title,
      issueLabels: issue.labels,
      issueUpdatedAt: issue.updatedAt,
      seenAt: now,
      droppedLabels: known?.droppedLabels ?? [],
      droppedType: known?.droppedType === true || ticket.droppedType,
      closeReason: null,
      detail: null,
      obstacle: null,
      dueAt,
      bodyHash: known?.bodyHash ?? null,
      bodyWrittenAt: sentAt,
      // What it says at first is the news of its first day.
      toldCustomers: problem.customerCount,
      toldLanguages: problem.languages,
      toldAt: now,
    })
    if (moved && dueAt !== null) await sendWriteJob(deps, transaction, ticket, dueAt)
    // Found late, it may have been closed or changed already.
    if (moved && known === null) await sendFollowJob(deps, transaction, ticket, { sender: null })
    return moved
  })
  if (!adopted) deps.log.warn({ ticket: ticket.id, issue: issue.url }, 'an issue was adopted already')
}
