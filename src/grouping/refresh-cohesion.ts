import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { comparable, likenessOfPair } from './likeness-of-pair.ts'

/** Derives from its representatives how like the members of a problem are to each other. */
export async function refreshCohesion(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  await transaction.$executeRaw`
    WITH members AS MATERIALIZED (${await comparable(deps, transaction, organizationId, [problemId])})
    UPDATE problems SET cohesion = coalesce((
      SELECT avg(${likenessOfPair}) FROM members a JOIN members b ON a.report_id < b.report_id), 0)
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid`
}
