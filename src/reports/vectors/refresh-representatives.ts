import type { Transaction } from '../../platform/database/transaction.ts'

/** Enough members to recognise a problem by; more would only slow the search down. */
export const mostRepresentatives = 100

/** Lets the newest members of a problem stand for it in the search, and no others. */
export async function refreshRepresentatives(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE report_vectors v SET representative = newest.place <= ${mostRepresentatives}
    FROM (
      SELECT report_id, row_number() OVER (ORDER BY report_id DESC) AS place FROM report_vectors
      WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
    ) newest
    WHERE v.organization_id = ${organizationId}::uuid AND v.report_id = newest.report_id
      AND v.representative <> (newest.place <= ${mostRepresentatives})`
}
