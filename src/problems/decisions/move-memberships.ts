import { Prisma, type Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'

type Destination = Pick<Problem, 'id' | 'productId'>

/**
 * Brings reports to a problem: all of another one, or those named. What it moved is kept with the decision,
 * so that it can be undone.
 * @returns the ids of the reports that moved
 */
export async function moveMemberships(
  transaction: Transaction,
  decision: { organizationId: string; id: string },
  which: { fromProblemId: string; reportIds?: readonly string[] },
  to: Destination,
): Promise<string[]> {
  const organization = Prisma.sql`${decision.organizationId}::uuid`
  const named = which.reportIds
    ? Prisma.sql`AND report_id = ANY(${[...which.reportIds]}::uuid[])`
    : Prisma.empty
  const moved = await transaction.$queryRaw<{ reportId: string }[]>(Prisma.sql`
    WITH moving AS (
      SELECT report_id, problem_id, decision_id FROM memberships
      WHERE organization_id = ${organization} AND problem_id = ${which.fromProblemId}::uuid ${named}
    ), kept AS (
      INSERT INTO decision_moves (organization_id, decision_id, report_id, from_problem_id, to_problem_id, from_decision_id)
      SELECT ${organization}, ${decision.id}::uuid, report_id, problem_id, ${to.id}::uuid, decision_id FROM moving
    ), compared AS (
      UPDATE report_vectors v SET problem_id = ${to.id}::uuid, product_id = ${to.productId}::uuid FROM moving
      WHERE v.organization_id = ${organization} AND v.report_id = moving.report_id
    )
    UPDATE memberships m SET problem_id = ${to.id}::uuid, decision_id = ${decision.id}::uuid FROM moving
    WHERE m.organization_id = ${organization} AND m.report_id = moving.report_id
    RETURNING m.report_id AS "reportId"`)
  return moved.map(({ reportId }) => reportId)
}
