import type { GitHub, Issue } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { isForeign } from '../repositories/ensure-repository.ts'
import { lookAtRepository, noteObstacle } from '../repositories/look-at-repository.ts'
import { restSilent, restUntil, type Wait, waitOf } from '../repositories/rest-repository.ts'
import { findTicket, type TicketAtHand } from './find-ticket.ts'
import { followTransfer } from './follow-transfer.ts'
import { moveTicket } from './move-ticket.ts'
import { isLeftAlone, noteChange } from './note-change.ts'
import { isElsewhere } from './refresh-issue.ts'
import { restoreOverwritten } from './restore-overwritten.ts'
import { type FollowIssue, sendFollowJob } from './send-follow-job.ts'
import { takeOverIssue } from './take-over-issue.ts'

/**
 * Takes over the state that the issue has now. A webhook is only a hint that something changed, so the order,
 * repetition and age of webhooks don't matter.
 */
export async function followIssue(deps: Deps, hint: FollowIssue): Promise<void> {
  const { github } = deps
  const { organizationId, ticketId, sender, edit } = hint
  const ticket = await findTicket(deps.database.prisma, organizationId, ticketId)
  if (github === null || ticket === null || ticket.number === null || isForeign(ticket.repository)) return
  const resting = waitOf(ticket.repository, deps.clock.now())
  if (resting !== null) return again(deps, ticket, hint, resting)
  const byUs = sender !== null && sender === (await github.login())
  const wait = edit?.body
    ? await restoreOverwritten(deps, github, ticket, { ...edit, body: edit.body }, byUs)
    : null
  if (wait !== null) return again(deps, ticket, hint, wait)
  // Only our own doing is ignored, not every bot's: stale bots do close issues.
  if (byUs) return
  if (sender === null ? isLeftAlone(ticket, deps.clock.now()) : !(await noteChange(deps, ticket))) return
  // A person may have linked another one since, or it has been followed further.
  const isOfAnother = hint.issueGithubId != null && hint.issueGithubId !== ticket.githubId
  if (hint.movedTo && !isOfAnother) return followTransfer(deps, github, ticket, hint.movedTo)
  const read = await github.readIssue(ticket.repository.name, ticket.number)
  switch (read.outcome) {
    case 'ok':
      return found(deps, github, ticket, read.value, hint)
    case 'limited':
      return again(deps, ticket, hint, await restUntil(deps, ticket.repository, read.retryAt))
    case 'unavailable':
      return again(deps, ticket, hint, await restSilent(deps, ticket.repository, read.reason))
    case 'refused':
      if (read.reason !== 'invalid')
        await noteObstacle(deps, ticket.repository, read.reason, read.message, 'read')
      return
    case 'missing':
      return lose(deps, github, ticket, hint)
  }
}

async function found(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand,
  issue: Issue,
  hint: FollowIssue,
): Promise<void> {
  if (isElsewhere(issue, ticket)) {
    // The whole repository may have another name.
    const look = await lookAtRepository(deps, github, ticket.repository)
    if (look.outcome === 'wait') return again(deps, ticket, hint, look)
    // A stranger's issue of the same number, where ours was.
    if (look.outcome === 'obstructed' && isForeign(look.repository)) return
    const isHere =
      issue.number === ticket.number && issue.repository.toLowerCase() === look.repository.nameKey
    // An id that we know is that of an issue which was out of sight where it had gone.
    if (!isHere && (issue.id !== ticket.githubId || look.outcome === 'ready')) {
      const { repository, number, id, url } = issue
      const moved = { repository, number, githubId: id, url, repositoryGithubId: null }
      return followTransfer(deps, github, ticket, moved)
    }
  }
  await takeOverIssue(deps, ticket, issue, { sender: hint.sender, login: await github.login() })
}

/** Where the repository is to be seen and the issue is not, it was deleted. */
async function lose(deps: Deps, github: GitHub, ticket: TicketAtHand, hint: FollowIssue): Promise<void> {
  // Known to be elsewhere, out of our sight.
  if (ticket.state === 'MOVED') return
  const look = await lookAtRepository(deps, github, ticket.repository)
  if (look.outcome === 'wait') return again(deps, ticket, hint, look)
  // What is in the way of the whole repository has been told to all its tickets.
  if (look.outcome === 'obstructed') return
  await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'GONE', {
      ...{
        closeReason: null,
        obstacle: null,
        detail: null,
        dueAt: null,
        newsDueAt: null,
        seenAt: deps.clock.now(),
      },
    }),
  )
}

const again = (deps: Deps, ticket: TicketAtHand, hint: FollowIssue, { until }: Wait): Promise<void> =>
  inTransaction(deps.database, (transaction) => sendFollowJob(deps, transaction, ticket, hint, until))
