import type { GuidanceSource } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { queueComment } from '../repositories/queue-comment.ts'

/** A comment or a labelled issue, by the source key of its guidance. */
export type Source = Pick<GuidanceSource, 'organizationId' | 'key' | 'repositoryId' | 'issueNumber'>

/** Two that judge one source do it one after the other. @param judgedHash of the text; null: it was withdrawn */
export async function noteJudgement(
  { clock }: Deps,
  transaction: Transaction,
  source: Source,
  judgedHash: string | null,
): Promise<void> {
  const { organizationId, key } = source
  const judged = { judgedHash, seenAt: clock.now() }
  await transaction.guidanceSource.createMany({ data: { ...source, ...judged }, skipDuplicates: true })
  await transaction.guidanceSource.update({
    where: { organizationId_key: { organizationId, key } },
    data: judged,
  })
}

/** The hash of the text that was judged last. That it was looked at again is noted. */
export async function judgedBefore(deps: Deps, { organizationId, key }: Source): Promise<string | null> {
  const { guidanceSource } = deps.database.prisma
  await guidanceSource.updateMany({ where: { organizationId, key }, data: { seenAt: deps.clock.now() } })
  const known = await guidanceSource.findUnique({ where: { organizationId_key: { organizationId, key } } })
  return known?.judgedHash ?? null
}

const replyKey = ({ key }: Source): string => `guidance:${key}`

/** One reply to each source: it is edited where it would say something else. */
export const reply = (deps: Deps, transaction: Transaction, source: Source, body: string): Promise<void> => {
  const { organizationId, repositoryId, issueNumber } = source
  const comment = { organizationId, repositoryId, issueNumber, key: replyKey(source), body }
  return queueComment(deps, transaction, comment)
}

export const hasReply = async (transaction: Transaction, source: Source): Promise<boolean> => {
  const key = { organizationId: source.organizationId, key: replyKey(source) }
  return (await transaction.outgoingComment.findUnique({ where: { organizationId_key: key } })) !== null
}
