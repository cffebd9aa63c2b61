import type { RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'

const forGood: readonly (RepositoryObstacle | null)[] = ['MISSING', 'REPLACED', 'TAKEN', 'UNINSTALLED']

export const hidesIssues = (obstacle: RepositoryObstacle | null): boolean => forGood.includes(obstacle)

/** What may have been written to a repository that we can't see can't be made sure of: a person may give it up. */
export async function isOutOfReach(
  transaction: Transaction,
  { organizationId, repositoryId }: { organizationId: string; repositoryId: string },
): Promise<boolean> {
  const { obstacle } = await transaction.repository.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: repositoryId } },
  })
  return hidesIssues(obstacle)
}
