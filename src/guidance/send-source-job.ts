import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

const about = {
  organizationId: z.uuid(),
  repositoryId: z.uuid(),
  number: z.int(),
  action: z.string(),
  sender: z.string().nullable(),
  textHash: z.string().nullable(),
  updatedAt: z.string().nullable(),
}
const commentSchema = z.object({ ...about, commentId: z.string() })
const issueSchema = z.object({ ...about, issueId: z.string(), label: z.string().nullable() })

export type HintedComment = z.output<typeof commentSchema>
export type HintedIssue = z.output<typeof issueSchema>

/** Makes a `/guidance` comment on a ticket guidance, follows its edits, and withdraws it with the comment. */
export const publishCommentJob = defineJob({
  name: 'publish-comment',
  schema: commentSchema,
  policy: 'one-active-per-key',
  retries: 12,
})

/** The same of an issue that carries our label. */
export const publishIssueJob = defineJob({
  name: 'publish-issue',
  schema: issueSchema,
  policy: 'one-active-per-key',
  retries: 12,
})

export const commentKey = (commentId: string): string => `github-comment:${commentId}`
export const issueKey = (issueId: string): string => `github-issue:${issueId}`

export const sendCommentJob = (
  deps: Deps,
  transaction: Transaction,
  hint: HintedComment,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(transaction, publishCommentJob, hint, {
    key: commentKey(hint.commentId),
    ...(startAfter ? { startAfter } : {}),
  })

export const sendIssueJob = (
  deps: Deps,
  transaction: Transaction,
  hint: HintedIssue,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(transaction, publishIssueJob, hint, {
    key: issueKey(hint.issueId),
    ...(startAfter ? { startAfter } : {}),
  })

type Known = { organizationId: string; repositoryId: string; issueNumber: number; key: string }

/** Has a source looked at as it is now, whatever webhooks told of it. */
export function sendSourceJob(deps: Deps, transaction: Transaction, known: Known): Promise<void> {
  const { organizationId, repositoryId, issueNumber: number, key } = known
  const nobody = { action: 'compared', sender: null, textHash: null, updatedAt: null }
  const hint = { organizationId, repositoryId, number, ...nobody }
  const [kind, id = ''] = key.split(':')
  return kind === 'github-comment'
    ? sendCommentJob(deps, transaction, { ...hint, commentId: id })
    : sendIssueJob(deps, transaction, { ...hint, issueId: id, label: null })
}
