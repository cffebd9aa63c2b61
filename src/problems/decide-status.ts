import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { type StatusDecision, statusAfter } from './problem-status.ts'

/** Who decided: a member here, somebody in GitHub, or the service by what it was told. */
export type Decider = { memberId: string } | { githubLogin: string } | 'SERVICE'

/**
 * Records a decision about a problem and moves its status; deciding what is so already changes nothing.
 * @param version in which it was fixed; null: nobody said
 */
export async function decideStatus(
  deps: Deps,
  transaction: Transaction,
  problem: { organizationId: string; id: string },
  decision: StatusDecision,
  decider: Decider,
  reason: string | null,
  version: string | null = null,
) {
  const { organizationId, id } = problem
  const status = statusAfter(decision)
  const decidedAt = deps.clock.now()
  const decisionId = deps.ids.next()
  const { count } = await transaction.problem.updateMany({
    where: {
      organizationId,
      id,
      OR: [
        { status: { not: status } },
        // That it was fixed was known, as from GitHub; in which version was not, or was another.
        ...(version === null ? [] : [{ fixedInVersion: null }, { fixedInVersion: { not: version } }]),
      ],
    },
    data: {
      status,
      statusSince: decidedAt,
      updatedAt: decidedAt,
      ...fixOf(decision, { fixId: decisionId, fixedAt: decidedAt, fixedInVersion: version }),
    },
  })
  if (count === 0) return
  await transaction.decision.create({
    data: {
      organizationId,
      id: decisionId,
      problemId: id,
      kind: decision,
      ...byWhom(decider),
      reason,
      decidedAt,
    },
  })
  // Whoever decides has seen that it is back, or may be.
  await transaction.problemSignal.updateMany({
    where: {
      organizationId,
      problemId: id,
      kind: { in: ['REGRESSION', 'REGRESSION_REVIEW'] },
      endedAt: null,
    },
    data: { endedAt: decidedAt },
  })
  const { recurringSince } = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })
  const recurring = recurringSince !== null
  await deps.events.emit(deps, transaction, 'problem.counted', { organizationId, problemId: id, recurring })
}

function byWhom(decider: Decider) {
  if (decider === 'SERVICE') return { memberId: null, githubLogin: null }
  return 'memberId' in decider
    ? { memberId: decider.memberId, githubLogin: null }
    : { memberId: null, githubLogin: decider.githubLogin }
}

/** The last fix is kept while somebody works on what came back; opened again, it never was one. */
function fixOf<Fix extends object>(decision: StatusDecision, fix: Fix) {
  if (decision === 'FIXED') return fix
  return decision === 'REOPENED' ? { fixId: null, fixedAt: null, fixedInVersion: null } : {}
}
