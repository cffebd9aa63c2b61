import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findSurvivor } from '../problems/decisions/find-survivor.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { ProblemAlreadyMerged } from '../problems/problems.errors.ts'
import { findTicket } from './find-ticket.ts'
import { canBeOpened, queueTicket } from './queue-ticket.ts'
import { retryTicket } from './retry-ticket.ts'
import { NoRepository } from './tickets.errors.ts'

/**
 * A designer wants the problem in GitHub. Asking again changes nothing, but for a ticket that is blocked, which is
 * tried again, and for one whose issue is deleted or out of sight, which gets another issue.
 */
export async function openTicket(deps: Deps, viewer: Viewer, { problemId }: { problemId: string }) {
  requireScope(viewer, 'TRIAGE')
  const { organizationId } = viewer
  const ticketId = await inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUnique({
      where: { organizationId_id: { organizationId, id: problemId } },
      include: { product: true, ticket: true },
    })
    if (problem === null) throw new NotFound('problem', problemId)
    if (problem.mergedIntoId !== null)
      throw new ProblemAlreadyMerged(problem, await findSurvivor(transaction, problem))
    if (problem.product?.repositoryId == null) throw new NoRepository()
    const { ticket } = problem
    if (ticket === null || (canBeOpened(ticket) && ticket.state !== 'QUEUED')) {
      await queueTicket(deps, transaction, organizationId, problemId, true)
      const asked = { organizationId, problemId, otherProblemId: null, kind: 'TICKET_REQUESTED' as const }
      await recordDecision(deps, transaction, viewer, { ...asked, reason: null })
    }
    if (ticket?.state === 'PAUSED' || ticket?.state === 'BLOCKED')
      await retryTicket(deps, transaction, ticket)
    const asked = await transaction.ticket.findUniqueOrThrow({
      where: { organizationId_problemId: { organizationId, problemId } },
    })
    return asked.id
  })
  const ticket = await findTicket(deps.database.prisma, organizationId, ticketId)
  if (ticket === null) throw new NotFound('ticket', ticketId)
  return { ticket }
}
