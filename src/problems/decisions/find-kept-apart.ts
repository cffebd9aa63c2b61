import type { Transaction } from '../../platform/database/transaction.ts'
import { homesOf } from './homes-of.ts'

/** Of the given pairs of problems, those that must not become one: a person said so, of them or of their reports. */
export async function findKeptApart(
  transaction: Transaction,
  organizationId: string,
  pairs: readonly { problemId: string; otherProblemId: string }[],
): Promise<Set<string>> {
  const problemIds = pairs.flatMap(({ problemId, otherProblemId }) => [problemId, otherProblemId])
  const kept = await transaction.$queryRaw<{ a: string; b: string }[]>`
    WITH RECURSIVE homes AS (${homesOf(organizationId, problemIds)})
    SELECT h.home AS a, coalesce(o.home, m.problem_id) AS b FROM constraints c
    JOIN homes h ON h.alias = c.problem_id
    LEFT JOIN homes o ON o.alias = c.other_problem_id
    LEFT JOIN memberships m ON m.organization_id = c.organization_id AND m.report_id = c.report_id
    WHERE c.organization_id = ${organizationId}::uuid AND c.kind = 'APART' AND coalesce(o.home, m.problem_id) IS NOT NULL`
  return new Set(kept.flatMap(({ a, b }) => [pairKey(a, b), pairKey(b, a)]))
}

export const pairKey = (problemId: string, otherProblemId: string): string => `${problemId} ${otherProblemId}`
