import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { comparable, likenessOfPair } from './likeness-of-pair.ts'

/** A report of each of two problems. */
export type NearPair = {
  reportId: string
  otherReportId: string
  likeness: number
  text: string
  otherText: string
}

/** The reports of two problems that are most like each other: the reason why the problems may be one. */
export async function findNearestPairs(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  { problemId, otherProblemId }: { problemId: string; otherProblemId: string },
  limit: number,
): Promise<NearPair[]> {
  const members = await comparable(deps, transaction, organizationId, [problemId, otherProblemId])
  return transaction.$queryRaw<NearPair[]>(Prisma.sql`
    WITH members AS MATERIALIZED (${members}), nearest AS (
      SELECT a.report_id AS a, b.report_id AS b, ${likenessOfPair} AS likeness FROM members a
      JOIN members b ON a.problem_id = ${problemId}::uuid AND b.problem_id = ${otherProblemId}::uuid
      ORDER BY likeness DESC, a.report_id, b.report_id LIMIT ${limit}
    )
    SELECT a AS "reportId", b AS "otherReportId", round(likeness::numeric, 4)::float8 AS likeness,
      x.redacted_text AS text, y.redacted_text AS "otherText" FROM nearest
    JOIN reports x ON x.organization_id = ${organizationId}::uuid AND x.id = a
    JOIN reports y ON y.organization_id = ${organizationId}::uuid AND y.id = b
    ORDER BY nearest.likeness DESC, a, b`)
}
