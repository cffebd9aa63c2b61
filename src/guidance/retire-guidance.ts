import type { Guidance } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'

/** Agents do not get it any more; its versions and receipts stay. Retiring again changes nothing. */
export async function retireGuidance(deps: Deps, viewer: Viewer, { id }: { id: string }) {
  requireScope(viewer, 'GUIDE')
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const guidance = await retire(deps, transaction, organizationId, id)
    if (guidance === null) throw new NotFound('guidance', id)
    return { guidance }
  })
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
