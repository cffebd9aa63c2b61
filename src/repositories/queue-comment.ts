import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

/** One writer a repository: jobs of one key never run at the same time. */
export const writeCommentJob = defineJob({
  name: 'write-comment',
  schema: z.object({ organizationId: z.uuid(), commentId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 20,
})

export type Comment = {
  organizationId: string
  repositoryId: string
  issueNumber: number
  /** What it is about: the same key again edits the comment that is there. */
  key: string
  /** Markdown, fit to be published; our marker is added to it. */
  body: string
}

/** Has a comment written below an issue, once; with other words later, has it edited. */
export async function queueComment(deps: Deps, transaction: Transaction, comment: Comment): Promise<void> {
  const { organizationId, key, body, repositoryId } = comment
  const now = deps.clock.now()
  const id = deps.ids.next()
  const { count } = await transaction.outgoingComment.createMany({
    data: { ...comment, id, state: 'QUEUED', stateSince: now, dueAt: now, createdAt: now },
    skipDuplicates: true,
  })
  if (count === 1) return sendCommentJob(deps, transaction, { organizationId, id, repositoryId })
  const known = await transaction.outgoingComment.findUniqueOrThrow({
    where: { organizationId_key: { organizationId, key } },
  })
  if (known.body === body) return
  await transaction.outgoingComment.update({
    where: { organizationId_id: { organizationId, id: known.id } },
    // What may be in GitHub already keeps its time: it is looked for first.
    data: { body, ...(known.state === 'SENDING' || known.state === 'UNKNOWN' ? {} : { dueAt: now }) },
  })
  await sendCommentJob(deps, transaction, known)
}

export const sendCommentJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id, repositoryId }: { organizationId: string; id: string; repositoryId: string },
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    writeCommentJob,
    { organizationId, commentId: id },
    { key: repositoryId, ...(startAfter ? { startAfter } : {}) },
  )
