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
  const holder = await transaction.repository.findUnique({ where: { nameKey } })
  if (holder !== null && holder.organizationId !== organizationId && isGivenUp(holder))
    await transaction.repository.update({ where: { nameKey }, data: { nameKey: `${nameKey}#${holder.id}` } })
  await transaction.repository.createMany({
    data: { organizationId, id: deps.ids.next(), name, nameKey, reconcileDueAt: now, createdAt: now },
    skipDuplicates: true,
  })
  const repository = await transaction.repository.findUniqueOrThrow({ where: { nameKey } })
  if (repository.organizationId !== organizationId) throw new RepositoryTaken(name)
  return repository
}

/**
 * The repository that GitHub has just shown, whatever it was called when it was named here.
 * @throws RepositoryTaken where another organization has it
 */
export async function ensureSeenRepository(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  { id: githubId, fullName }: { id: string; fullName: string },
): Promise<Repository> {
  const known = await transaction.repository.findUnique({ where: { githubId } })
  if (known === null) return ensureRepository(deps, transaction, organizationId, fullName)
  if (known.organizationId !== organizationId) throw new RepositoryTaken(fullName)
  return known
}

/** Before anything is asked about a repository. @throws RepositoryTaken where another organization has it */
export async function refuseTaken(
  { repository }: Pick<Transaction, 'repository'>,
  organizationId: string,
  name: string,
): Promise<void> {
  const known = await repository.findUnique({ where: { nameKey: name.toLowerCase() } })
  if (known !== null && known.organizationId !== organizationId && !isGivenUp(known))
    throw new RepositoryTaken(name)
}

/** Named by an organization that could never use it: whoever can, may have it. */
export const isGivenUp = ({ githubId, obstacle }: Repository): boolean =>
  githubId === null && obstacle !== null

/** GitHub's answers about it are about somebody else's repository: nothing of them is taken over. */
export const isForeign = ({ obstacle }: Repository): boolean =>
  obstacle === 'TAKEN' || obstacle === 'REPLACED'
