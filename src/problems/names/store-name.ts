import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { NameMaterial } from './gather-name-material.ts'

export type NewName = { title: string; source: 'REPORT' | 'CENTRAL_REPORT' | 'MODEL'; summary: string | null }

/**
 * Gives a problem its terms, its central report and, where no person has named it, its name. Nothing changes where
 * the central report has left the problem meanwhile: whoever moved it names the problem anew.
 * @param name null leaves the present one
 */
export async function storeName(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  material: NameMaterial,
  name: NewName | null,
): Promise<{ named: boolean; recurring: boolean }> {
  const naming =
    name === null
      ? Prisma.empty
      : Prisma.sql`,
        title = CASE WHEN title_source = 'PERSON' THEN title ELSE ${name.title} END,
        model_summary = CASE WHEN title_source = 'PERSON' THEN NULL ELSE ${name.summary} END,
        title_source = CASE WHEN title_source = 'PERSON' THEN title_source
          ELSE ${name.source}::problem_title_source END`
  const [stored] = await transaction.$queryRaw<{ byPerson: boolean; recurring: boolean }[]>(Prisma.sql`
    UPDATE problems SET terms = ${material.terms.map(({ word }) => word)},
      central_report_id = ${material.centralReportId}::uuid, named_reports = report_count ${naming}
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid AND EXISTS (
      SELECT 1 FROM memberships WHERE organization_id = ${organizationId}::uuid
        AND report_id = ${material.centralReportId}::uuid AND problem_id = ${problemId}::uuid)
    RETURNING title_source = 'PERSON' AS "byPerson", recurring_since IS NOT NULL AS recurring`)
  return { named: stored?.byPerson === false, recurring: stored?.recurring === true }
}
