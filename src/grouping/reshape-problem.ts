import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { refreshProblemVector } from '../reports/vectors/refresh-problem-vector.ts'
import { refreshRepresentatives } from '../reports/vectors/refresh-representatives.ts'
import { refreshCohesion } from './refresh-cohesion.ts'

/** Brings in line by what a problem is recognised, after its reports were moved by a decision. */
export async function reshapeProblem(
  deps: Deps,
  transaction: Transaction,
  { organizationId, problemId }: { organizationId: string; problemId: string },
): Promise<void> {
  await refreshRepresentatives(transaction, organizationId, problemId)
  await refreshProblemVector(transaction, organizationId, problemId)
  await refreshCohesion(deps, transaction, organizationId, problemId)
}
