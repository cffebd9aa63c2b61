import type { GitHub, Issue } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { adoptIssue } from './adopt-issue.ts'
import { moveTicket } from './move-ticket.ts'
import { secretOf } from './render-issue.ts'
import { sendWriteJob } from './send-write-job.ts'
import { ticketLabel } from './ticket-label.ts'
import { readMarker } from './ticket-marker.ts'

/** How often a complete listing must not show the issue until we believe that it was never created. */
const lookupsNeeded = 3
/** Our clock and GitHub's may differ by this much. */
const clockSkewMs = 5 * 60_000

/**
 * Looks for an issue that may have been created. GitHub's search lags by minutes, so issues are listed; a
 * listing that does not show the newest issue that we know of proves nothing.
 */
export async function findSentIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const sentAt = ticket.sentAt ?? ticket.createdAt
  const settledAt = new Date(sentAt.getTime() + deps.ticketing.settleMs)
  if (deps.clock.now() < settledAt) return lookAgain(deps, ticket, settledAt, ticket.lookups)

  const organization = await deps.database.prisma.organization.findUniqueOrThrow({
    where: { id: ticket.organizationId },
  })
  const newestKnown = await deps.database.prisma.ticket.aggregate({
    where: { organizationId: ticket.organizationId, repository: ticket.repository, number: { not: null } },
    _max: { number: true },
  })
  const listed = await listSince(github, ticket.repository, new Date(sentAt.getTime() - clockSkewMs))
  const found = listed?.filter(({ body }) => readMarker(body, secretOf(organization)) === ticket.problemId)
  const oldest = found?.sort((a, b) => a.number - b.number)[0]
  if (oldest !== undefined) return adoptIssue(deps, ticket, oldest, { bodyHash: null })

  const later = new Date(deps.clock.now().getTime() + deps.ticketing.settleMs * 5)
  const known = newestKnown._max.number
  const complete =
    listed !== null && (known === null || listed.length === 0 || listed.some(({ number }) => number >= known))
  if (!complete) return lookAgain(deps, ticket, later, ticket.lookups)
  if (ticket.lookups + 1 < lookupsNeeded) return lookAgain(deps, ticket, later, ticket.lookups + 1)
  await inTransaction(deps.database, async (transaction) => {
    const detail = 'The issue was not created; it is sent again.'
    if (await moveTicket(deps, transaction, ticket, 'QUEUED', { detail }))
      await sendWriteJob(deps, transaction, ticket)
  })
}

/** Our own issues since a time, newest first; null where the listing could not be read to its end. */
async function listSince(github: GitHub, repository: string, since: Date): Promise<Issue[] | null> {
  const creator = await github.login()
  const issues: Issue[] = []
  for await (const page of github.listIssues(repository, { label: ticketLabel, creator })) {
    if (page.outcome !== 'ok') return null
    issues.push(...page.value.issues)
    const last = page.value.issues.at(-1)
    if (page.value.last || (last !== undefined && last.createdAt < since)) return issues
  }
  return null
}

const lookAgain = (deps: Deps, ticket: Ticket, at: Date, lookups: number): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    if (await moveTicket(deps, transaction, ticket, 'UNKNOWN', { lookups })) {
      await sendWriteJob(deps, transaction, ticket, at)
    }
  })
