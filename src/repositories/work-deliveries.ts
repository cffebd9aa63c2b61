import type { Repository, WebhookDelivery } from '../platform/database/generated/prisma/client.ts'
import { isPassingError } from '../platform/database/is-passing-error.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { isForeign } from './ensure-repository.ts'
import { type Hint, hint } from './read-hint.ts'
import { sendLookJob } from './send-look-job.ts'

const mostAtOnce = 100

/** Tells the slices what GitHub hinted at; those that it concerns send jobs of their own. Nobody asks GitHub here. */
export async function workDeliveries(deps: Deps): Promise<void> {
  if (deps.github === null) return
  for (;;) {
    await deps.rush.over()
    const waiting = await deps.database.prisma.webhookDelivery.findMany({
      where: { processedAt: null },
      orderBy: { position: 'asc' },
      take: mostAtOnce,
    })
    if (waiting.length === 0) return
    for (const delivery of waiting) await workOff(deps, delivery)
  }
}

async function workOff(deps: Deps, delivery: WebhookDelivery): Promise<void> {
  const { id } = delivery
  try {
    await inTransaction(deps.database, async (transaction) => {
      const { count } = await transaction.webhookDelivery.updateMany({
        where: { id, processedAt: null },
        // What was said is taken over; only that it was said is kept.
        data: { processedAt: deps.clock.now(), payload: {} },
      })
      if (count === 1) await dispatch(deps, transaction, delivery, hint.parse(delivery.payload))
    })
  } catch (error) {
    // The database is busy or away: that is no fault of the delivery. Our jobs are tried again with growing pauses.
    if (isPassingError(error)) throw error
    // It must not block those behind it; comparing finds what it hinted at.
    deps.log.error({ err: error, delivery: id }, 'a delivery could not be worked off')
    await deps.database.prisma.webhookDelivery.updateMany({
      where: { id, processedAt: null },
      data: { processedAt: deps.clock.now(), failure: String(error).slice(0, 500) },
    })
  }
}

async function dispatch(
  deps: Deps,
  transaction: Transaction,
  { event, action }: WebhookDelivery,
  told: Hint,
): Promise<void> {
  for (const named of told.repositories) {
    const repository = await find(transaction, named)
    if (repository === null || (isForeign(repository) && !aboutRepository.has(event))) continue
    await tell(deps, transaction, repository, named.name, event, action ?? '', told)
  }
}

/** What they lead to is a look at the repository: it may be ours again. */
const aboutRepository = new Set([
  ...['repository', 'public', 'installation', 'installation_repositories', 'installation_target'],
])

/** By its id, which stays; by its name while GitHub has not told us the id. */
const find = (transaction: Transaction, { githubId, name }: Hint['repositories'][number]) =>
  transaction.repository.findFirst({
    where: { OR: [{ githubId }, { githubId: null, nameKey: name.toLowerCase() }] },
    orderBy: { githubId: { sort: 'asc', nulls: 'last' } },
  })

async function tell(
  deps: Deps,
  transaction: Transaction,
  repository: Repository,
  name: string,
  event: string,
  action: string,
  { sender, issue, commentId, pull, ref, after, textHash, updatedAt }: Hint,
): Promise<void> {
  const about = { organizationId: repository.organizationId, repositoryId: repository.id }
  const emit = deps.events.emit
  const text = { sender, textHash, updatedAt }
  switch (event) {
    case 'issues': {
      if (issue === null || issue.isPull) return
      const { isPull: _, ...said } = issue
      return emit(deps, transaction, 'issue.touched', { ...about, ...text, ...said, action })
    }
    case 'issue_comment': {
      if (issue === null || issue.isPull || commentId === null) return
      if (action !== 'created' && action !== 'edited' && action !== 'deleted') return
      const { number } = issue
      return emit(deps, transaction, 'comment.touched', { ...about, ...text, number, commentId, action })
    }
    case 'pull_request':
      if (action !== 'closed' || !pull?.merged) return
      return emit(deps, transaction, 'pull.merged', { ...about, number: pull.number })
    case 'release':
      return emit(deps, transaction, 'release.published', about)
    case 'push': {
      const { defaultBranch } = repository
      if (defaultBranch !== null && ref !== `refs/heads/${defaultBranch}`) return
      return emit(deps, transaction, 'repository.pushed', { ...about, sender, commit: after })
    }
    default:
      if (aboutRepository.has(event)) await sendLookJob(deps, transaction, repository, name)
  }
}
