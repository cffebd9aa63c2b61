import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/**
 * Gives a problem its one ticket: queued where the product's policy is automatic or a person asks for it,
 * else proposed to the designers. Does nothing where the product has no repository,
 * and where the problem was merged: the other one has the ticket.
 */
export async function queueTicket(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  asked: boolean,
): Promise<void> {
  const problem = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: true, ticket: true },
  })
  const { product, ticket } = problem
  if (product?.repository == null || problem.mergedIntoId !== null) return
  const { repository } = product
  const wanted = asked || product.ticketPolicy === 'AUTOMATIC' ? 'QUEUED' : 'PROPOSED'
  if (ticket === null) {
    const created = { organizationId, id: deps.ids.next(), problemId, repository, state: wanted } as const
    const now = deps.clock.now()
    // Of two that give the problem its ticket at once, one does.
    const { count } = await transaction.ticket.createMany({
      data: { ...created, stateSince: now, createdAt: now },
      skipDuplicates: true,
    })
    if (count === 1 && wanted === 'QUEUED') await sendWriteJob(deps, transaction, created)
    return
  }
  // What is in GitHub, or may be, stays where it is; the rest follows the product's repository and policy.
  if (ticket.state !== 'PROPOSED' && ticket.state !== 'QUEUED' && ticket.state !== 'BLOCKED') return
  const state = ticket.state === 'PROPOSED' ? wanted : 'QUEUED'
  const moved = await moveTicket(deps, transaction, ticket, state, { repository, detail: null, dueAt: null })
  if (moved && state === 'QUEUED') await sendWriteJob(deps, transaction, { ...ticket, repository })
}
