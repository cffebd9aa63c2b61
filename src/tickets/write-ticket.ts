import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { createIssue } from './create-issue.ts'
import { findSentIssue } from './find-sent-issue.ts'
import { refreshIssue } from './refresh-issue.ts'

/**
 * Brings the issue of a ticket in line with what is known here. Runs as often as it likes: what it does
 * depends only on the ticket's state, and each state is stored before GitHub is written to.
 */
export async function writeTicket(deps: Deps, organizationId: string, ticketId: string): Promise<void> {
  const { github } = deps
  if (github === null) return
  const ticket = await deps.database.prisma.ticket.findUnique({
    where: { organizationId_id: { organizationId, id: ticketId } },
  })
  if (ticket === null) return
  // Asked for too early, as after a restart: the job that is meant waits for its time.
  if (ticket.dueAt !== null && ticket.dueAt > deps.clock.now()) return
  await step(deps, github, ticket)
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
    case 'PROPOSED':
    case 'CLOSED':
      return Promise.resolve()
  }
}
