import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { nameProblem } from '../names/name-problem.ts'
import { ConstraintsInTheWay } from '../problems.errors.ts'
import { recountProblem } from '../recount-problem.ts'
import { findBrokenConstraints } from './find-broken-constraints.ts'
import { settleProduct } from './settle-product.ts'

/**
 * Brings everything that is derived in line after reports went from one problem to another: a problem that
 * was left without any has been merged into the other one.
 * @throws ConstraintsInTheWay where an earlier decision says otherwise; the transaction is to be rolled back
 */
export async function settleMove(
  deps: Deps,
  transaction: Transaction,
  decision: { organizationId: string; id: string },
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  const { organizationId } = decision
  const emptied = await transaction.$executeRaw`
    UPDATE problems SET merged_into_id = ${toId}::uuid
    WHERE organization_id = ${organizationId}::uuid AND id = ${fromId}::uuid AND id <> ${toId}::uuid AND NOT EXISTS (
      SELECT FROM memberships WHERE organization_id = ${organizationId}::uuid AND problem_id = ${fromId}::uuid)`
  const problemIds = [fromId, toId]
  const broken = await findBrokenConstraints(transaction, organizationId, problemIds)
  if (broken.length > 0) throw new ConstraintsInTheWay(broken)
  for (const problemId of problemIds) {
    await settleProduct(transaction, organizationId, problemId)
    await deps.events.emit(deps, transaction, 'problem.reshaped', { organizationId, problemId })
    await recountProblem(deps, transaction, organizationId, problemId)
    await nameProblem(deps, transaction, organizationId, problemId)
  }
  if (emptied === 0) return
  const merged = { problemId: fromId, survivorId: toId, decisionId: decision.id }
  await deps.events.emit(deps, transaction, 'problem.merged', { organizationId, ...merged })
}
