import type { GitHub, Issue } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { adoptIssue } from './adopt-issue.ts'
import { moveTicket } from './move-ticket.ts'
import { queueTicket } from './queue-ticket.ts'
import { secretOf } from './render-issue.ts'
import { sendWriteJob } from './send-write-job.ts'
import { readMarker } from './ticket-marker.ts'

/** How often a complete listing must not show the issue until we believe that it was never created. */
const lookupsNeeded = 3
/** Times the settling time between two lookups: three of them span a quarter of an hour. */
const lookupPause = 7
/** Our clock and GitHub's may differ by this much. */
const clockSkewMs = 5 * 60_000

/**
 * Looks for an issue that may have been created. GitHub's search lags by minutes, so issues are listed; a
 * listing that does not show the newest issue that we know of proves nothing.
 */
export async function findSentIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const sentAt = ticket.sentAt ?? ticket.createdAt
  const listed = await listSince(github, ticket.repository, new Date(sentAt.getTime() - clockSkewMs))
  const secret = secretOf(
    await deps.database.prisma.organization.findUniqueOrThrow({ where: { id: ticket.organizationId } }),
  )
  const found = listed?.filter(({ body }) => readMarker(body, secret) === ticket.problemId)
  const oldest = found?.sort((a, b) => a.number - b.number)[0]
  if (oldest !== undefined) return adoptIssue(deps, ticket, oldest, { bodyHash: null })

  const proves = listed !== null && (await showsNewestKnown(deps, github, ticket, listed))
  const lookups = ticket.lookups + (proves ? 1 : 0)
  await inTransaction(deps.database, async (transaction) => {
    if (lookups < lookupsNeeded) {
      const dueAt = new Date(deps.clock.now().getTime() + deps.ticketing.settleMs * lookupPause)
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

/** A listing that lags behind what we know proves nothing. */
async function showsNewestKnown(
  deps: Deps,
  github: GitHub,
  ticket: Ticket,
  listed: readonly Issue[],
): Promise<boolean> {
  const { organizationId, repository } = ticket
  const { _max } = await deps.database.prisma.ticket.aggregate({
    where: { organizationId, repository, number: { not: null } },
    _max: { number: true },
  })
  const newest = _max.number
  if (newest === null || listed.some(({ number }) => number >= newest)) return true
  // Deleted or moved away, it can't be listed; that it is gone says nothing against the listing.
  return (await github.readIssue(repository, newest)).outcome === 'missing'
}

/** All our own issues since a time, newest first (people may have taken our label off); null where the listing could not be read to its end. */
async function listSince(github: GitHub, repository: string, since: Date): Promise<Issue[] | null> {
  const creator = await github.login()
  const issues: Issue[] = []
  for await (const page of github.listIssues(repository, { creator })) {
    if (page.outcome !== 'ok') return null
    issues.push(...page.value.issues)
    const last = page.value.issues.at(-1)
    if (page.value.last || (last !== undefined && last.createdAt < since)) return issues
  }
  return null
}
