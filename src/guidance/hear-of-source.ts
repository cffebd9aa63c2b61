import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventMap } from '../platform/events.ts'
import { isPitfallLabel } from './pitfall-label.ts'
import { issueKey, sendCommentJob, sendIssueJob, sendSourceJob } from './send-source-job.ts'

/** Of a comment on a ticket. */
export async function hearOfComment(
  deps: Deps,
  transaction: Transaction,
  hint: EventMap['comment.touched'],
): Promise<void> {
  const { organizationId, repositoryId, number } = hint
  const ticket = await transaction.ticket.findFirst({ where: { organizationId, repositoryId, number } })
  if (ticket !== null) await sendCommentJob(deps, transaction, hint)
}

/** Others, such as closing it, change nothing that agents read. */
const telling = ['opened', 'labeled', 'unlabeled', 'edited', 'compared']

/** Of an issue that carries our label, carried it, or holds comments that are guidance. */
export async function hearOfIssue(
  deps: Deps,
  transaction: Transaction,
  hint: EventMap['issue.touched'],
): Promise<void> {
  const { organizationId, repositoryId, number, action, githubId, labels } = hint
  if (action === 'deleted' || action === 'transferred') {
    const lost = await transaction.guidanceSource.findMany({
      where: { organizationId, repositoryId, issueNumber: number },
    })
    for (const source of lost) await sendSourceJob(deps, transaction, source)
    return
  }
  if (githubId === null || !telling.includes(action)) return
  if (!labels.some(isPitfallLabel)) {
    const key = { organizationId, key: issueKey(githubId) }
    const known = await transaction.guidanceSource.findUnique({ where: { organizationId_key: key } })
    if (known === null || known.judgedHash === null) return
  }
  const { sender, textHash, updatedAt, label } = hint
  const about = { organizationId, repositoryId, number, issueId: githubId }
  await sendIssueJob(deps, transaction, { ...about, action, sender, textHash, updatedAt, label })
}
