import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { RepositoryTaken } from './repositories.errors.ts'

/**
 * The repository of this name, named now or before. GitHub is not asked: that takes time, and may fail.
 * @throws RepositoryTaken where another organization has it
 */
export async function ensureRepository(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  name: string,
): Promise<Repository> {
  const nameKey = name.toLowerCase()
  const now = deps.clock.now()
  await transaction.repository.createMany({
    data: { organizationId, id: deps.ids.next(), name, nameKey, reconcileDueAt: now, createdAt: now },
    skipDuplicates: true,
  })
  const repository = await transaction.repository.findUniqueOrThrow({ where: { nameKey } })
  if (repository.organizationId !== organizationId) throw new RepositoryTaken(name)
  return repository
}

/** Before anything is asked about a repository. @throws RepositoryTaken where another organization has it */
export async function refuseTaken(
  { repository }: Pick<Transaction, 'repository'>,
  organizationId: string,
  name: string,
): Promise<void> {
  const known = await repository.findUnique({ where: { nameKey: name.toLowerCase() } })
  if (known !== null && known.organizationId !== organizationId) throw new RepositoryTaken(name)
}
