import type { Decision } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import { homesOf } from './homes-of.ts'

/**
 * The decisions, latest first, whose constraints do not hold as the reports are placed now, among those that
 * concern the given problems. A merged problem stands for the one that it was merged into. Two problems that
 * belong together have to stay so on both sides: what came with the merge, and what had been there.
 */
export async function findBrokenConstraints(
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
): Promise<Decision[]> {
  const broken = await transaction.$queryRaw<{ decisionId: string }[]>`
    WITH RECURSIVE homes AS (${homesOf(organizationId, problemIds)}), concerned AS (
      SELECT c.* FROM constraints c WHERE c.organization_id = ${organizationId}::uuid AND (
        c.problem_id IN (SELECT alias FROM homes) OR c.other_problem_id IN (SELECT alias FROM homes)
        OR c.report_id IN (SELECT report_id FROM memberships
          WHERE organization_id = ${organizationId}::uuid AND problem_id IN (SELECT home FROM homes)))
    )
    SELECT DISTINCT c.decision_id AS "decisionId" FROM concerned c
    LEFT JOIN homes h ON h.alias = c.problem_id
    LEFT JOIN homes o ON o.alias = c.other_problem_id
    LEFT JOIN memberships m ON m.organization_id = ${organizationId}::uuid AND m.report_id = c.report_id
    -- Of two problems that were merged: where the reports that came are now,
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE problem_id = h.home) AS here, count(*) FILTER (WHERE problem_id <> h.home) AS elsewhere
      FROM decision_moves JOIN memberships USING (organization_id, report_id)
      WHERE organization_id = ${organizationId}::uuid AND decision_moves.decision_id = c.decision_id
    ) came ON c.other_problem_id IS NOT NULL AND c.kind = 'TOGETHER'
    -- how many of the others are left, and how many went off since.
    LEFT JOIN LATERAL (
      SELECT count(*) AS reports FROM memberships m
      WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = h.home AND NOT EXISTS (
        SELECT FROM decision_moves WHERE organization_id = ${organizationId}::uuid AND report_id = m.report_id
          AND decision_id = c.decision_id)
    ) stayed ON came.here > 0
    LEFT JOIN LATERAL (
      SELECT count(*) AS reports FROM decision_moves
      WHERE organization_id = ${organizationId}::uuid AND from_problem_id = h.home AND decision_id > c.decision_id
    ) gone ON came.here > 0
    WHERE CASE
      WHEN c.report_id IS NOT NULL AND c.kind = 'TOGETHER' THEN m.problem_id IS DISTINCT FROM h.home
      WHEN c.report_id IS NOT NULL THEN m.problem_id = h.home
      WHEN c.kind = 'APART' THEN h.home = o.home
      ELSE h.home IS DISTINCT FROM o.home OR (came.elsewhere > 0 AND came.here = 0) OR (gone.reports > 0 AND stayed.reports = 0)
    END`
  return transaction.decision.findMany({
    where: { organizationId, id: { in: broken.map(({ decisionId }) => decisionId) } },
    orderBy: { id: 'desc' },
  })
}
