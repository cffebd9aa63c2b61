import { z } from 'zod'
import type { OutgoingComment } from '../platform/database/generated/prisma/client.ts'
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
  const { organizationId, key, body, repositoryId, issueNumber } = comment
  const now = deps.clock.now()
  const id = deps.ids.next()
  const { count } = await transaction.outgoingComment.createMany({
    data: { ...comment, id, state: 'QUEUED', stateSince: now, dueAt: now, createdAt: now },
    skipDuplicates: true,
  })
  if (count === 1) return sendCommentJob(deps, transaction, { organizationId, id, repositoryId })
  const { id: knownId } = await transaction.outgoingComment.findUniqueOrThrow({
    where: { organizationId_key: { organizationId, key } },
    select: { id: true },
  })
  const known = await lockComment(transaction, { organizationId, id: knownId })
  if (known === null) return
  const isElsewhere = known.repositoryId !== repositoryId || known.issueNumber !== issueNumber
  const isLeft = known.state === 'DROPPED' && isElsewhere
  if (known.body === body && !isLeft) return
  await transaction.outgoingComment.update({
    where: { organizationId_id: { organizationId, id: known.id } },
    data: {
      body,
      // What may be in GitHub already keeps its time: it is looked for first.
      ...(known.state === 'SENDING' || known.state === 'UNKNOWN' ? {} : { dueAt: now }),
      ...(isLeft ? { ...nowhere, repositoryId, issueNumber } : {}),
      ...(known.state === 'DROPPED' ? { state: stateOf(isLeft ? nowhere : known), stateSince: now } : {}),
    },
  })
  await sendCommentJob(deps, transaction, isLeft ? { ...known, repositoryId } : known)
}

const nowhere = { githubId: null, url: null, sentAt: null, lookups: 0, writtenHash: null, detail: null }

/** Given up before, it has something to say again. */
function stateOf({
  githubId,
  sentAt,
}: Pick<OutgoingComment, 'githubId' | 'sentAt'>): OutgoingComment['state'] {
  if (githubId !== null) return 'SENT'
  return sentAt === null ? 'QUEUED' : 'UNKNOWN'
}

/** As it is now, and stays until the transaction ends: words that come are neither lost nor taken for written. */
export async function lockComment(
  transaction: Transaction,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<OutgoingComment | null> {
  await transaction.$queryRaw`
    SELECT id FROM outgoing_comments WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return transaction.outgoingComment.findUnique({ where: { organizationId_id: { organizationId, id } } })
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
