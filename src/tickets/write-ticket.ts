import type { GitHub } from '../github/github.ts'
import type { Deps } from '../platform/deps.ts'
import { waitOf } from '../repositories/rest-repository.ts'
import { budgetOf } from '../repositories/with-writer.ts'
import { closeMergedIssue } from './close-merged-issue.ts'
import { createIssue } from './create-issue.ts'
import { findSentIssue } from './find-sent-issue.ts'
import { findTicket, type TicketAtHand } from './find-ticket.ts'
import { isLeftAloneButForHiding } from './note-change.ts'
import { postpone } from './postpone.ts'
import { refreshIssue } from './refresh-issue.ts'
import { reopenUnmergedIssue } from './reopen-unmerged-issue.ts'

/**
 * Brings the issue of a ticket in line with what is known here. Runs as often as it likes: what it does
 * depends only on the ticket's state, and each state is stored before GitHub is written to.
 */
export async function writeTicket(deps: Deps, organizationId: string, ticketId: string): Promise<void> {
  const { github } = deps
  if (github === null) return
  const ticket = await findTicket(deps.database.prisma, organizationId, ticketId)
  if (ticket === null) return
  const now = deps.clock.now()
  // Asked for too early, as after a restart: the job that is meant waits for its time.
  if (ticket.dueAt !== null && ticket.dueAt > now) return
  const resting =
    waitOf(ticket.repository, now) ?? (isWrite(ticket) ? await budgetOf(deps, ticket.repository) : null)
  await (resting !== null && waits(ticket) ? postpone(deps, ticket, resting) : step(deps, github, ticket))
}

/** Whether it is to be written; to look for it takes no budget. */
const isWrite = ({ state }: TicketAtHand): boolean => state !== 'SENDING' && state !== 'UNKNOWN'

/** Whether there is something to do for it at GitHub. */
const waits = ({ state, dueAt }: TicketAtHand): boolean =>
  state === 'QUEUED' || state === 'SENDING' || state === 'UNKNOWN' || dueAt !== null

async function step(deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> {
  const isMerged = ticket.problem.mergedIntoId !== null
  switch (ticket.state) {
    case 'QUEUED':
      // The reports of its problem are in another one: nothing is opened for it any more.
      return isMerged ? undefined : createIssue(deps, github, ticket)
    case 'SENDING':
    case 'UNKNOWN':
      return findSentIssue(deps, github, ticket)
    case 'OPEN':
      // Merged and without a time, people opened it again: it is theirs.
      if (ticket.dueAt === null) return
      return isMerged ? closeMergedIssue(deps, github, ticket) : refreshIssue(deps, github, ticket)
    case 'CLOSED':
      if (ticket.dueAt === null) return
      if (isMerged) return closeMergedIssue(deps, github, ticket)
      return ticket.closedByMerge
        ? reopenUnmergedIssue(deps, github, ticket)
        : refreshIssue(deps, github, ticket)
    case 'PAUSED':
      return ticket.dueAt !== null && isLeftAloneButForHiding(ticket)
        ? refreshIssue(deps, github, ticket)
        : undefined
    case 'PROPOSED':
    case 'BLOCKED':
    case 'MOVED':
    case 'GONE':
      return
  }
}
