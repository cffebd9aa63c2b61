import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { decideStatus } from './decide-status.ts'
import { findLivingProblem } from './decisions/find-living-problem.ts'
import { mayDecide, type StatusDecision } from './problem-status.ts'

export type ProblemDecision = {
  problemId: string
  reason?: string | null | undefined
  version?: string | null | undefined
}

/**
 * What all verbs of the status have in common: who may, about which problem, into the log.
 * @param parse runs once the viewer may: who may not learns nothing about the input
 * @throws Forbidden, InvalidInput, NotFound, ProblemAlreadyMerged
 */
export async function decideProblem(
  deps: Deps,
  viewer: Viewer,
  decision: StatusDecision,
  parse: () => ProblemDecision,
) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, reason, version } = parse()
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    if (mayDecide(decision, problem.status)) {
      await decideStatus(deps, transaction, problem, decision, viewer, reason ?? null, version)
    }
    return { problem: await findLivingProblem(transaction, organizationId, problemId) }
  })
}
