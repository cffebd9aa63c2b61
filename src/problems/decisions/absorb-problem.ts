import type { Decision, Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { constrain } from './constrain.ts'
import { moveMemberships } from './move-memberships.ts'
import { type Actor, recordDecision } from './record-decision.ts'
import { settleMove } from './settle-move.ts'

/**
 * Merges one problem into another that stays. What a person merges belongs together for good; what the service
 * merges by itself is in the log too, and can be undone, but binds nobody.
 * To be called with the products locked. @throws ConstraintsInTheWay
 */
export async function absorbProblem(
  deps: Deps,
  transaction: Transaction,
  actor: Actor,
  { survivor, merged, reason }: { survivor: Problem; merged: Problem; reason: string | null },
): Promise<Decision> {
  const { organizationId } = survivor
  const decision = await recordDecision(deps, transaction, actor, {
    organizationId,
    problemId: survivor.id,
    otherProblemId: merged.id,
    kind: 'MERGED',
    reason,
  })
  await moveMemberships(transaction, decision, { fromProblemId: merged.id }, survivor)
  if (actor !== 'SERVICE') {
    await constrain(deps, transaction, decision, [
      { kind: 'TOGETHER', problemId: survivor.id, otherProblemId: merged.id },
    ])
  }
  await settleMove(deps, transaction, decision, { fromId: merged.id, toId: survivor.id })
  return decision
}
