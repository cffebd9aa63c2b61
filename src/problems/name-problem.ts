import type { Transaction } from '../platform/database/transaction.ts'
import { titleOf } from './problem-title.ts'

/** Texts longer than this make poor titles, however central they are. */
const longestText = 280

/**
 * Names a problem after its most central report, in the language that most of its reports are in: the one
 * whose text is most like those of the others.
 */
export async function nameProblem(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  const [central] = await transaction.$queryRaw<{ text: string }[]>`
    WITH members AS (
      SELECT v.report_id, v.dense, v.lexical, v.model, m.language FROM report_vectors v
      JOIN memberships m ON m.organization_id = v.organization_id AND m.report_id = v.report_id
      WHERE v.organization_id = ${organizationId}::uuid AND v.problem_id = ${problemId}::uuid AND v.representative
    ), main AS (
      SELECT language FROM members GROUP BY language ORDER BY count(*) DESC, language LIMIT 1
    ), centrality AS (
      SELECT a.report_id, sum(-(a.lexical <#> b.lexical)
        + CASE WHEN a.model = b.model THEN -(a.dense <#> b.dense) ELSE 0 END) AS likeness
      FROM members a JOIN main USING (language) JOIN members b ON b.report_id <> a.report_id
      GROUP BY a.report_id
    )
    SELECT r.redacted_text AS text FROM centrality c
    JOIN reports r ON r.organization_id = ${organizationId}::uuid AND r.id = c.report_id
    ORDER BY (length(r.redacted_text) <= ${longestText}) DESC, c.likeness DESC, r.id LIMIT 1`
  if (central === undefined) return
  await transaction.problem.update({
    where: { organizationId_id: { organizationId, id: problemId } },
    data: { title: titleOf(central.text) },
  })
}
