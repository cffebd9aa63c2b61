import type { Guidance } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { composeReply } from './compose-reply.ts'
import { hasReply, reply } from './guidance-source.ts'

/** Agents do not get it any more; its versions and receipts stay. Retiring again changes nothing. */
export async function retireGuidance(deps: Deps, viewer: Viewer, { id }: { id: string }) {
  requireScope(viewer, 'GUIDE')
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const guidance = await retire(deps, transaction, organizationId, id)
    if (guidance === null) throw new NotFound('guidance', id)
    await tellSource(deps, transaction, guidance)
    return { guidance }
  })
}

/** Where it was written in GitHub, our reply does not go on to say that agents see it. */
async function tellSource(
  deps: Deps,
  transaction: Transaction,
  { organizationId, sourceKey }: Guidance,
): Promise<void> {
  if (sourceKey === null) return
  const source = await transaction.guidanceSource.findUnique({
    where: { organizationId_key: { organizationId, key: sourceKey } },
  })
  if (source === null || source.judgedHash === null || !(await hasReply(transaction, source))) return
  const way = sourceKey.startsWith('github-comment:') ? 'comment' : 'label'
  await reply(deps, transaction, source, composeReply(way, { outcome: 'retired' }))
}

/** @returns the guidance as it is then; null where there is none */
export async function retire(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  id: string,
): Promise<Guidance | null> {
  const { count } = await transaction.guidance.updateMany({
    where: { organizationId, id, status: 'PUBLISHED' },
    data: { status: 'RETIRED', updatedAt: deps.clock.now() },
  })
  const guidance = await transaction.guidance.findUnique({
    where: { organizationId_id: { organizationId, id } },
  })
  if (count === 1 && guidance !== null) {
    const { problemId } = guidance
    await deps.events.emit(deps, transaction, 'guidance.changed', {
      organizationId,
      guidanceId: id,
      problemId,
    })
  }
  return guidance
}
