import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findSurvivor } from '../problems/decisions/find-survivor.ts'
import { ProblemAlreadyMerged } from '../problems/problems.errors.ts'
import { queueTicket } from './queue-ticket.ts'
import { NoRepository } from './tickets.errors.ts'

/** A designer wants the problem in GitHub. Asking again changes nothing, but for a blocked ticket, which is tried again. */
export async function openTicket(deps: Deps, viewer: Viewer, { problemId }: { problemId: string }) {
  requireScope(viewer, 'TRIAGE')
  const { organizationId, memberId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUnique({
      where: { organizationId_id: { organizationId, id: problemId } },
      include: { product: true, ticket: true },
    })
    if (problem === null) throw new NotFound('problem', problemId)
    if (problem.mergedIntoId !== null)
      throw new ProblemAlreadyMerged(problem, await findSurvivor(transaction, problem))
    if (problem.product?.repository == null) throw new NoRepository()
    const { ticket } = problem
    if (ticket === null || ticket.state === 'PROPOSED' || ticket.state === 'BLOCKED') {
      await queueTicket(deps, transaction, organizationId, problemId, true)
      await transaction.decision.create({
        data: {
          organizationId,
          id: deps.ids.next(),
          problemId,
          kind: 'TICKET_REQUESTED',
          memberId,
          decidedAt: deps.clock.now(),
        },
      })
    }
    const asked = await transaction.ticket.findUniqueOrThrow({
      where: { organizationId_problemId: { organizationId, problemId } },
    })
    return { ticket: asked }
  })
}
