import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { sendWriteJob } from './send-write-job.ts'

/**
 * Gives a problem its one ticket: queued where the product's policy is automatic or a person asks for it,
 * else proposed to the designers. Does nothing where the product has no repository.
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
  if (product?.repository == null) return
  const now = deps.clock.now()
  const wanted = asked || product.ticketPolicy === 'AUTOMATIC' ? 'QUEUED' : 'PROPOSED'
  // What is in GitHub, or may be, stays where it is; the rest follows the product's repository and policy.
  if (ticket !== null && !['PROPOSED', 'QUEUED', 'BLOCKED'].includes(ticket.state)) return
  const state = ticket === null || ticket.state === 'PROPOSED' ? wanted : 'QUEUED'
  const { repository } = product
  const queued = await transaction.ticket.upsert({
    where: { organizationId_problemId: { organizationId, problemId } },
    create: {
      organizationId,
      id: deps.ids.next(),
      problemId,
      repository,
      state,
      stateSince: now,
      createdAt: now,
    },
    update: { state, stateSince: now, repository, detail: null },
  })
  if (state === 'QUEUED') await sendWriteJob(deps, transaction, queued)
}
