import type { GitHub, Issue } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { readMarker, secretOf } from '../repositories/marker.ts'
import { restSilent, restUntil, type Wait } from '../repositories/rest-repository.ts'
import { adoptIssue } from './adopt-issue.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { postpone } from './postpone.ts'
import { queueTicket } from './queue-ticket.ts'
import { sendCopyJob } from './send-copy-job.ts'
import { sendWriteJob } from './send-write-job.ts'

/** How often a complete listing must not show the issue until we believe that it was never created. */
const lookupsNeeded = 3
/** Times the settling time between two lookups: three of them span a quarter of an hour. */
const lookupPause = 7
/** So many issues that people opened, one above the other, are read at most. */
const mostLinked = 20
/** Our clock and GitHub's may differ by this much. */
const clockSkewMs = 5 * 60_000

/**
 * Looks for an issue that may have been created. GitHub's search lags by minutes, so issues are listed; a
 * listing that does not show the newest issue that we know of proves nothing.
 */
export async function findSentIssue(deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> {
  const sentAt = ticket.sentAt ?? ticket.createdAt
  const listed = await listSince(deps, github, ticket, new Date(sentAt.getTime() - clockSkewMs))
  if ('until' in listed) return postpone(deps, ticket, listed)
  const [first, ...copies] = await ours(deps, ticket, listed.issues)
  if (first !== undefined) {
    deps.counters.adoptions.inc({ by: 'lookup' })
    await adoptIssue(deps, ticket, first, null)
    await inTransaction(deps.database, async (transaction) => {
      for (const { number } of copies) await sendCopyJob(deps, transaction, ticket.repository, number)
    })
    return
  }

  const lookups = ticket.lookups + ((await showsNewestKnown(deps, github, ticket, listed.issues)) ? 1 : 0)
  await inTransaction(deps.database, async (transaction) => {
    if (lookups < lookupsNeeded) {
      const dueAt = new Date(deps.clock.now().getTime() + deps.timing.settleMs * lookupPause)
      const moved = await moveTicket(deps, transaction, ticket, 'UNKNOWN', { lookups, dueAt })
      if (moved) await sendWriteJob(deps, transaction, ticket, dueAt)
    } else {
      const detail = 'The issue was not created; it is sent again.'
      const moved = await moveTicket(deps, transaction, ticket, 'QUEUED', { detail, dueAt: null })
      // The product may have been given another repository meanwhile.
      if (moved) await queueTicket(deps, transaction, ticket.organizationId, ticket.problemId, true)
    }
  })
}

/** Those that carry our signature for this problem and were not given up by a person, lowest number first. */
async function ours(deps: Deps, ticket: TicketAtHand, issues: readonly Issue[]): Promise<Issue[]> {
  const { organizationId, repositoryId, problemId } = ticket
  const { prisma } = deps.database
  const secret = secretOf(await prisma.organization.findUniqueOrThrow({ where: { id: organizationId } }))
  const left = await prisma.leftIssue.findMany({ where: { organizationId, repositoryId } })
  return issues
    .filter(({ body }) => readMarker('problem', body, secret) === problemId)
    .filter((issue) => left.every(({ number }) => number !== issue.number))
    .sort((a, b) => a.number - b.number)
}

/** A listing that lags behind what we know proves nothing. */
async function showsNewestKnown(
  deps: Deps,
  github: GitHub,
  { organizationId, repositoryId, repository }: TicketAtHand,
  listed: readonly Issue[],
): Promise<boolean> {
  const known = await deps.database.prisma.ticket.findMany({
    where: { organizationId, repositoryId, number: { not: null } },
    select: { number: true },
    orderBy: { number: 'desc' },
    take: mostLinked,
  })
  const login = await github.login()
  for (const { number: newest } of known) {
    if (newest === null || listed.some(({ number }) => number >= newest)) return true
    const read = await github.readIssue(repository.name, newest)
    // Deleted or moved away, it can't be listed; that it is gone says nothing against the listing.
    if (read.outcome === 'missing') return true
    if (read.outcome !== 'ok') return false
    if (read.value.repository.toLowerCase() !== repository.nameKey) return true
    // One that people opened is not among ours; an older one may be.
    if (read.value.author === login) return false
  }
  return true
}

/** All our own issues since a time (people may have taken our label off), or when to look again. */
async function listSince(
  deps: Deps,
  github: GitHub,
  { repository }: TicketAtHand,
  since: Date,
): Promise<{ issues: Issue[] } | Wait> {
  const creator = await github.login()
  const issues: Issue[] = []
  for await (const page of github.listIssues(repository.name, { creator })) {
    if (page.outcome === 'limited') return restUntil(deps, repository, page.retryAt)
    if (page.outcome !== 'ok') return restSilent(deps, repository, 'its issues could not be listed.')
    issues.push(...page.value.issues)
    const last = page.value.issues.at(-1)
    if (page.value.last || (last !== undefined && last.createdAt < since)) return { issues }
  }
  return restSilent(deps, repository, 'its issues could not be listed.')
}
