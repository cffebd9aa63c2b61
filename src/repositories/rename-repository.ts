import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { absorbRepository } from './absorb-repository.ts'

/**
 * A repository has another name now. Products that were given the new name already come to it; what was known under
 * that name before was another repository, and keeps what it has.
 */
export async function renameRepository(
  transaction: Transaction,
  { organizationId, id }: Repository,
  name: string,
): Promise<void> {
  const nameKey = name.toLowerCase()
  const namesake = await transaction.repository.findUnique({ where: { nameKey } })
  if (namesake !== null && namesake.id !== id && isSame(namesake, organizationId)) {
    await absorbRepository(transaction, namesake, id)
  } else if (namesake !== null && namesake.id !== id) {
    await transaction.repository.update({
      where: { nameKey },
      data: { nameKey: `${nameKey}#${namesake.id}`, obstacle: 'REPLACED' },
    })
    if (namesake.organizationId === organizationId) {
      await transaction.product.updateMany({
        where: { organizationId, repositoryId: namesake.id },
        data: { repositoryId: id },
      })
    }
  }
  await transaction.repository.update({
    where: { organizationId_id: { organizationId, id } },
    data: { name, nameKey },
  })
}

/** Named before GitHub told which repository that is: this one. */
const isSame = (namesake: Repository, organizationId: string): boolean =>
  namesake.githubId === null && namesake.organizationId === organizationId
