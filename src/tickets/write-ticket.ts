import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { closeMergedIssue } from './close-merged-issue.ts'
import { createIssue } from './create-issue.ts'
import { findSentIssue } from './find-sent-issue.ts'
import { refreshIssue } from './refresh-issue.ts'
import { reopenUnmergedIssue } from './reopen-unmerged-issue.ts'

/**
 * Brings the issue of a ticket in line with what is known here. Runs as often as it likes: what it does
 * depends only on the ticket's state, and each state is stored before GitHub is written to.
 */
export async function writeTicket(deps: Deps, organizationId: string, ticketId: string): Promise<void> {
  const { github } = deps
  if (github === null) return
  const ticket = await deps.database.prisma.ticket.findUnique({
    where: { organizationId_id: { organizationId, id: ticketId } },
    include: { problem: { select: { mergedIntoId: true } } },
  })
  if (ticket === null) return
  // Asked for too early, as after a restart: the job that is meant waits for its time.
  if (ticket.dueAt !== null && ticket.dueAt > deps.clock.now()) return
  await (ticket.problem.mergedIntoId === null ? step(deps, github, ticket) : stepMerged(deps, github, ticket))
}

function step(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  switch (ticket.state) {
    case 'QUEUED':
    case 'BLOCKED':
      return createIssue(deps, github, ticket)
    case 'SENDING':
    case 'UNKNOWN':
      return findSentIssue(deps, github, ticket)
    case 'OPEN':
      return refreshIssue(deps, github, ticket)
    case 'CLOSED':
      return ticket.dueAt === null ? Promise.resolve() : reopenUnmergedIssue(deps, github, ticket)
    case 'PROPOSED':
      return Promise.resolve()
  }
}

/** The reports of its problem are in another one: nothing is opened for it any more, and what is open is closed. */
function stepMerged(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  switch (ticket.state) {
    case 'SENDING':
    case 'UNKNOWN':
      return findSentIssue(deps, github, ticket)
    case 'OPEN':
      // Without a time, people opened it again: it is theirs.
      return ticket.dueAt === null ? Promise.resolve() : closeMergedIssue(deps, github, ticket)
    case 'PROPOSED':
    case 'QUEUED':
    case 'BLOCKED':
    case 'CLOSED':
      return Promise.resolve()
  }
}
