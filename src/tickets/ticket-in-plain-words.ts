import type { ProblemStatus, Ticket } from '../platform/database/generated/prisma/client.ts'

type State = Pick<Ticket, 'state' | 'closeReason' | 'number' | 'repository' | 'detail'> & {
  problem: { status: ProblemStatus }
}

/** What an agent may tell a customer about the ticket of their problem, and what a designer does next. */
export function ticketInPlainWords(ticket: State): string {
  const issue = `${ticket.repository}#${ticket.number}`
  switch (ticket.state) {
    case 'PROPOSED':
      return 'The product team has not opened a ticket yet; it is proposed to them.'
    case 'QUEUED':
      return `A ticket is about to be opened in ${ticket.repository}. ${ticket.detail ?? ''}`.trim()
    case 'SENDING':
      return `The ticket is being opened in ${ticket.repository}.`
    case 'UNKNOWN':
      return `The ticket was sent to ${ticket.repository}; we make sure that it arrived. ${ticket.detail ?? ''}`.trim()
    case 'OPEN':
      return `The product team knows of this: ${issue} is open.`
    case 'CLOSED':
      return closedInPlainWords(ticket, issue)
    case 'BLOCKED':
      return `The ticket can't be opened in ${ticket.repository}. ${ticket.detail ?? ''}`.trim()
  }
}

function closedInPlainWords({ closeReason, detail, problem }: State, issue: string): string {
  if (problem.status === 'REGRESSED')
    return `This was fixed (${issue}) and is back in a version that has the fix. Help with the guidance; an update does not help.`
  switch (closeReason) {
    case 'COMPLETED':
      return `The product team has fixed this (${issue}). Ask the customer to update; if it is still there, report it again.`
    case 'NOT_PLANNED':
      return `The product team will not change this (${issue}). Help with the guidance, and do not promise a fix.`
    case 'DUPLICATE':
      return `The product team follows this in another issue (${issue} was closed as its duplicate).`
    case null:
      return detail ?? `${issue} is closed.`
  }
}
