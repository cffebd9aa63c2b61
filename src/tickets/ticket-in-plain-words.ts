import type { ProblemStatus, RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'
import { obstacleInPlainWords } from '../repositories/obstacle-in-plain-words.ts'
import { hidesIssues } from './is-out-of-reach.ts'
import type { BlockReason, PauseReason, TicketState } from './ticket-state.ts'

/** What an agent may tell a customer, and what a person does next; null: nothing is to be done. */
export type PlainWords = { explanation: string; nextStep: string | null }

const goesOn = (explanation: string): PlainWords => ({ explanation, nextStep: null })

export function ticketInPlainWords(
  ticket: TicketState,
  status: ProblemStatus,
  repository: string,
): PlainWords {
  switch (ticket.state) {
    case 'PROPOSED':
      return {
        explanation: ticket.held
          ? 'A person took this out of GitHub; the product team has no ticket for it.'
          : 'The product team has not opened a ticket yet; it is proposed to them.',
        nextStep: 'openTicket opens it.',
      }
    case 'QUEUED':
      return goesOn(`A ticket is about to be opened in ${repository}. ${ticket.detail ?? ''}`.trim())
    case 'SENDING':
      return goesOn(`The ticket is being opened in ${repository}.`)
    case 'UNKNOWN':
      return unknown(ticket, repository)
    case 'OPEN':
      return open(ticket)
    case 'CLOSED':
      return goesOn(closed(ticket, status))
    case 'PAUSED':
      return obstructed(ticket, repository, 'Nothing is written there for now')
    case 'BLOCKED':
      return obstructed(ticket, repository, 'It can’t be written')
    case 'MOVED':
      return {
        explanation: `The product team moved this to another repository${ticket.to === null ? '' : ` (${ticket.to})`}, which we can’t see.`,
        nextStep:
          'Give our credentials access there and link the issue with relinkTicket, or open another one with openTicket.',
      }
    case 'GONE':
      return {
        explanation: `The product team deleted the ticket (${ticket.issue.name}). Do not promise anything.`,
        nextStep: 'openTicket opens another one, relinkTicket links one that exists.',
      }
  }
}

function unknown(
  { detail, obstacle }: Extract<TicketState, { state: 'UNKNOWN' }>,
  repository: string,
): PlainWords {
  const sent = `The ticket was sent to ${repository}; we make sure that it arrived. ${detail ?? ''}`.trim()
  if (obstacle === null) return goesOn(sent)
  const { what, mend } = obstacleInPlainWords[obstacle]
  const otherwise = hidesIssues(obstacle)
    ? ' If that can’t be done: dropWrite gives it up, then openTicket opens another one in the repository of the product.'
    : ''
  return {
    explanation: `${sent} We can’t look for it: ${repository} ${what}.`,
    nextStep: `${mend}${otherwise}`,
  }
}

function open({ issue, fix, detail }: Extract<TicketState, { state: 'OPEN' }>): PlainWords {
  const nextStep = detail === null ? null : `${detail} retryWrite tries again.`
  if (fix?.releasedIn != null)
    return {
      explanation: `A fix was released in ${fix.releasedIn} (${issue.name} is still open). Ask the customer to update, and report it again if it is still there.`,
      nextStep,
    }
  if (fix !== null)
    return {
      explanation: `The product team has a fix for this (${issue.name}), which is not released yet. It comes with a later version.`,
      nextStep,
    }
  return { explanation: `The product team knows of this: ${issue.name} is open.`, nextStep }
}

function closed(
  { issue, reason, byMerge, fix }: Extract<TicketState, { state: 'CLOSED' }>,
  status: ProblemStatus,
): string {
  const { name } = issue
  if (status === 'REGRESSED')
    return `This was fixed (${name}) and is back in a version that has the fix. Help with the guidance; an update does not help.`
  switch (reason) {
    case 'COMPLETED':
      if (fix?.releasedIn != null)
        return `Fixed in ${fix.releasedIn} (${name}). Ask the customer to update to it; if it is still there, report it again.`
      if (fix !== null)
        return `The product team has fixed this (${name}); the fix is not released yet and comes with a later version.`
      return `The product team has fixed this (${name}). Ask the customer to update; if it is still there, report it again.`
    case 'NOT_PLANNED':
      return `The product team will not change this (${name}). Help with the guidance, and do not promise a fix.`
    case 'DUPLICATE':
      return byMerge
        ? `The product team follows this in the ticket of the problem that it was merged into (${name} was closed).`
        : `The product team follows this in another issue (${name} was closed as its duplicate).`
  }
}

const ofTicketAlone: Record<
  Exclude<PauseReason | BlockReason, RepositoryObstacle>,
  { what: string; next: string }
> = {
  TOO_MANY_CHANGES: {
    what: 'changes too often: two robots may be answering each other there',
    next: 'Look at the issue and stop them. It goes on by itself within the hour.',
  },
  REFUSED: {
    what: 'did not take the text of the issue',
    next: 'It is written anew from the reports as they are then: try again with retryWrite.',
  },
}

/** What is in GitHub stays where it is, whatever repository its product is given. */
function ofRepository(reason: RepositoryObstacle, issue: string | null): { what: string; next: string } {
  const { what, mend, mayLast } = obstacleInPlainWords[reason]
  if (!mayLast) return { what, next: mend }
  const otherwise =
    issue === null
      ? 'Or connect the product to another repository with connectRepository: this ticket goes there.'
      : `Or go on with a new issue elsewhere: connect the product to another repository with connectRepository, then unlinkTicket and openTicket. ${issue} stays as it is.`
  return { what, next: `${mend} ${otherwise}` }
}

function obstructed(
  { reason, issue, detail }: Extract<TicketState, { state: 'PAUSED' | 'BLOCKED' }>,
  repository: string,
  consequence: string,
): PlainWords {
  const { what, next } =
    reason === 'TOO_MANY_CHANGES' || reason === 'REFUSED'
      ? ofTicketAlone[reason]
      : ofRepository(reason, issue?.name ?? null)
  const known = issue === null ? '' : `The product team knows of this: ${issue.name}. `
  const subject = reason === 'TOO_MANY_CHANGES' ? (issue?.name ?? repository) : repository
  return {
    explanation: `${known}${consequence}: ${subject} ${what}.${detail === null ? '' : ` (${detail})`}`,
    nextStep: next,
  }
}
