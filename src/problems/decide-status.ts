import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { type StatusDecision, statusAfter } from './problem-status.ts'

/** Who decided: a member here, or somebody in GitHub. */
export type Decider = { memberId: string } | { githubLogin: string }

/** Records a decision about a problem and moves its status; deciding what is so already changes nothing. */
export async function decideStatus(
  deps: Deps,
  transaction: Transaction,
  problem: { organizationId: string; id: string },
  decision: StatusDecision,
  decider: Decider,
  reason: string | null,
) {
  const { organizationId, id } = problem
  const status = statusAfter(decision)
  const decidedAt = deps.clock.now()
  const { count } = await transaction.problem.updateMany({
    where: { organizationId, id, status: { not: status } },
    data: { status, statusSince: decidedAt, updatedAt: decidedAt },
  })
  if (count === 0) return
  await transaction.decision.create({
    data: {
      organizationId,
      id: deps.ids.next(),
      problemId: id,
      kind: decision,
      memberId: 'memberId' in decider ? decider.memberId : null,
      githubLogin: 'githubLogin' in decider ? decider.githubLogin : null,
      reason,
      decidedAt,
    },
  })
  const { recurringSince } = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })
  const recurring = recurringSince !== null
  await deps.events.emit(deps, transaction, 'problem.counted', { organizationId, problemId: id, recurring })
}
