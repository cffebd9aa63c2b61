import type { Transaction } from '../../platform/database/transaction.ts'

/**
 * Lets a problem have the product of its reports: the one it has, as long as a report names it, else the one that
 * most of them name, else none. Products are a wall to the search, so what it is found by follows.
 */
export async function settleProduct(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  await transaction.$executeRaw`
    WITH named AS (
      SELECT r.product_id, count(*) AS reports FROM memberships m
      JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
      WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid AND r.product_id IS NOT NULL
      GROUP BY r.product_id
    ), settled AS (
      UPDATE problems p SET product_id = (
        SELECT product_id FROM named ORDER BY named.product_id = p.product_id DESC NULLS LAST, reports DESC, product_id LIMIT 1)
      WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
        AND EXISTS (SELECT FROM memberships WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid)
      RETURNING product_id
    )
    UPDATE report_vectors v SET product_id = settled.product_id FROM settled
    WHERE v.organization_id = ${organizationId}::uuid AND v.problem_id = ${problemId}::uuid
      AND v.product_id IS DISTINCT FROM settled.product_id`
}
