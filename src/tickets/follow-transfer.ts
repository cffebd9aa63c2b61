import type { GitHub, Repository } from '../github/github.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { isTaken } from '../repositories/claim-installation.ts'
import { ensureSeenRepository } from '../repositories/ensure-repository.ts'
import { RepositoryTaken } from '../repositories/repositories.errors.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { scheduleRefresh } from './schedule-refresh.ts'
import { sendFollowJob } from './send-follow-job.ts'

type Moved = {
  repository: string
  repositoryGithubId: string | null
  number: number
  githubId: string
  url: string
}

/**
 * An issue was transferred: it has another number in another repository. The ticket goes with it where we can see
 * it; where not, the ticket says where it went.
 */
export async function followTransfer(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand,
  moved: Moved,
): Promise<void> {
  const read = await github.readIssue(moved.repository, moved.number)
  if (read.outcome === 'limited' || read.outcome === 'unavailable')
    throw new Error(`${moved.url} can't be read: ${read.outcome}`)
  // Its name may have changed since, or before we heard of that: only its id says which one it is.
  const place = read.outcome === 'ok' ? await github.readRepository(read.value.repository) : null
  if (place?.outcome === 'limited' || place?.outcome === 'unavailable')
    throw new Error(`${moved.repository} can't be read: ${place.outcome}`)
  const seen = place?.outcome === 'ok' ? place.value : null
  const isOurs = seen !== null && !(await isTaken(deps, github, ticket.organizationId, seen.fullName))
  await inTransaction(deps.database, async (transaction) => {
    const repositoryId = seen !== null && isOurs ? await placeOf(deps, transaction, ticket, seen) : null
    // It may have gone further since.
    const {
      id: githubId,
      number,
      url,
    } = read.outcome === 'ok' ? read.value : { ...moved, id: moved.githubId }
    const here = { githubId, url }
    if (repositoryId === null) {
      const gone = { ...here, obstacle: null, detail: null, dueAt: null, newsDueAt: null }
      await moveTicket(deps, transaction, ticket, 'MOVED', gone)
      await takeComments(transaction, ticket, null)
      return
    }
    const { organizationId, id, state } = ticket
    const { count } = await transaction.ticket.updateMany({
      where: { organizationId, id, state },
      data: { ...here, repositoryId, number, issueUpdatedAt: null },
    })
    if (count === 0) return
    await takeComments(transaction, ticket, { repositoryId, issueNumber: number })
    // At once: other people may read it there.
    await scheduleRefresh(deps, transaction, { ...ticket, repositoryId }, 'at_once')
    await sendFollowJob(deps, transaction, { organizationId, id, githubId }, { sender: null })
  })
}

/** Null: the repository belongs to another organization. */
async function placeOf(
  deps: Deps,
  transaction: Transaction,
  { organizationId }: TicketAtHand,
  seen: Repository,
): Promise<string | null> {
  try {
    return (await ensureSeenRepository(deps, transaction, organizationId, seen)).id
  } catch (error) {
    if (error instanceof RepositoryTaken) return null
    throw error
  }
}

/** What was to be said below the issue is said where it is now, or not at all. */
const takeComments = (
  transaction: Transaction,
  { organizationId, repositoryId, number }: TicketAtHand,
  place: { repositoryId: string; issueNumber: number } | null,
) =>
  transaction.outgoingComment.updateMany({
    where: { organizationId, repositoryId, issueNumber: number ?? 0, state: { notIn: ['SENT', 'DROPPED'] } },
    data: place ?? { state: 'DROPPED', dueAt: null },
  })
