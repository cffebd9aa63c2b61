import type { Decision } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'

/**
 * The reports that go back when a decision is undone: those that it moved, and those that joined since because
 * they were most like one of these.
 */
export async function findReportsToReturn(
  transaction: Transaction,
  { organizationId, id, decidedAt }: Decision,
  problemId: string,
): Promise<string[]> {
  const returning = await transaction.$queryRaw<{ reportId: string }[]>`
    WITH RECURSIVE going_back AS (
      SELECT report_id FROM decision_moves
      WHERE organization_id = ${organizationId}::uuid AND decision_id = ${id}::uuid
      UNION
      SELECT m.report_id FROM going_back
      JOIN memberships m ON m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid
        AND m.decision_id IS NULL AND m.method = 'LIKENESS' AND m.created_at >= ${decidedAt}
        AND m.nearest -> 0 ->> 'reportId' = going_back.report_id::text
    )
    SELECT report_id AS "reportId" FROM going_back`
  return returning.map(({ reportId }) => reportId)
}
