import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'

/**
 * Two names were one repository: what was connected under the second one, before GitHub told its id, belongs to the
 * first. It was never written to under that name.
 */
export async function absorbRepository(
  transaction: Transaction,
  { organizationId, id }: Repository,
  intoId: string,
): Promise<void> {
  const where = { organizationId, repositoryId: id }
  const data = { repositoryId: intoId }
  await transaction.product.updateMany({ where, data })
  await transaction.ticket.updateMany({ where, data })
  await transaction.outgoingComment.updateMany({ where, data })
  await transaction.leftIssue.updateMany({ where, data })
  await transaction.repository.delete({ where: { organizationId_id: { organizationId, id } } })
}
