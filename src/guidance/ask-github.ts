import type { GitHub, Read } from '../github/github.ts'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository } from '../repositories/look-at-repository.ts'
import { restSilent, restUntil, waitOf } from '../repositories/rest-repository.ts'

/**
 * GitHub cannot tell now. Who asked goes on at `until`; null where something is in the way of the whole repository:
 * once that is gone, comparing hints at everything anew.
 */
export class NotNow extends Error {
  readonly until: Date | null
  constructor(until: Date | null) {
    super('GitHub cannot tell now.')
    this.until = until
  }
}

/** What was read; null where it is not there, while its repository is. @throws NotNow */
export async function answerOf<Value>(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  read: Read<Value>,
): Promise<Value | null> {
  if (read.outcome === 'ok') return read.value
  if (read.outcome === 'limited') throw new NotNow((await restUntil(deps, repository, read.retryAt)).until)
  if (read.outcome === 'unavailable')
    throw new NotNow((await restSilent(deps, repository, read.reason)).until)
  // Of a repository that can't be seen, nothing is known: what is in it is not gone.
  const look = await lookAtRepository(deps, github, repository)
  if (look.outcome === 'wait') throw new NotNow(look.until)
  if (look.outcome === 'obstructed') throw new NotNow(null)
  if (read.outcome === 'missing') return null
  throw new Error(`GitHub does not let us read in ${repository.name}: ${read.message}`)
}

/** A repository that may be asked now; null where it is no longer this organization's. @throws NotNow */
export async function repositoryAtHand(
  { database, clock }: Deps,
  { organizationId, repositoryId }: { organizationId: string; repositoryId: string },
): Promise<Repository | null> {
  const repository = await database.prisma.repository.findUnique({
    where: { organizationId_id: { organizationId, id: repositoryId } },
  })
  if (repository === null || repository.obstacle === 'TAKEN' || repository.obstacle === 'REPLACED')
    return null
  const resting = waitOf(repository, clock.now())
  if (resting !== null) throw new NotNow(resting.until)
  return repository
}

/** Where GitHub cannot tell now, it is done again at the time that GitHub names. */
export async function orLater(
  deps: Deps,
  run: () => Promise<void>,
  again: (transaction: Transaction, until: Date) => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof NotNow)) throw error
    const { until } = error
    if (until !== null) await inTransaction(deps.database, (transaction) => again(transaction, until))
  }
}
