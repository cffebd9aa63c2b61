import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { sendClearJob } from './clear-left-issues.ts'
import { findTicket, findTicketOf, type TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { withoutIssue } from './queue-ticket.ts'
import { TicketNotInGitHub, WriteUnderWay } from './tickets.errors.ts'

/**
 * The issue is the ticket of this problem no more: it stays in GitHub as it is, and is neither written to nor
 * followed. The problem gets another ticket only when a person asks for it.
 * @throws TicketNotInGitHub, WriteUnderWay
 */
export async function unlinkTicket(deps: Deps, viewer: Viewer, { problemId }: { problemId: string }) {
  requireScope(viewer, 'TRIAGE')
  const { organizationId } = viewer
  const id = await inTransaction(deps.database, async (transaction) => {
    const ticket = await ticketInGitHub(transaction, organizationId, problemId)
    await leaveIssue(deps, transaction, ticket)
    await moveTicket(deps, transaction, ticket, 'PROPOSED', {
      ...withoutIssue(ticket),
      ...{ held: true, obstacle: null, detail: null, dueAt: null },
    })
    await recordDecision(deps, transaction, viewer, {
      ...{ organizationId, problemId, otherProblemId: null, kind: 'TICKET_UNLINKED' },
      reason: null,
    })
    return ticket.id
  })
  return { ticket: (await findTicket(deps.database.prisma, organizationId, id)) as TicketAtHand }
}

async function ticketInGitHub(transaction: Transaction, organizationId: string, problemId: string) {
  const ticket = await findTicketOf(transaction, organizationId, problemId)
  if (ticket === null) throw new NotFound('ticket of problem', problemId)
  if (ticket.state === 'SENDING' || ticket.state === 'UNKNOWN') throw new WriteUnderWay()
  if (ticket.number === null) throw new TicketNotInGitHub()
  return ticket
}

/** It has our signature, perhaps: it must not be taken for a lost one. What was to be said below it, is not. */
export async function leaveIssue(
  deps: Deps,
  transaction: Transaction,
  {
    organizationId,
    repositoryId,
    number,
    titleQuotes,
    issueTitle,
    hides,
  }: Pick<Ticket, 'organizationId' | 'repositoryId' | 'number' | 'titleQuotes' | 'issueTitle' | 'hides'>,
): Promise<void> {
  if (number === null) return
  const title = titleQuotes ? issueTitle : null
  await transaction.leftIssue.createMany({
    data: { organizationId, repositoryId, number, title, leftAt: deps.clock.now() },
    skipDuplicates: true,
  })
  const { isPrivate } = await transaction.repository.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: repositoryId } },
  })
  // What was to be taken out of it, is.
  if (hides && isPrivate === false) await sendClearJob(deps, transaction, { organizationId, repositoryId })
  await transaction.outgoingComment.updateMany({
    where: {
      organizationId,
      repositoryId,
      issueNumber: number,
      state: { not: 'DROPPED' },
    },
    data: { state: 'DROPPED', stateSince: deps.clock.now(), dueAt: null },
  })
}
