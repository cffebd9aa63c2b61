import type { Problem } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'

/**
 * Which of two problems stays when they become one: the one with an issue, else the one that people decided
 * about, else the one that has a product, else the one with more customers, else the older.
 * @returns the one that stays first
 */
export async function chooseSurvivor(
  transaction: Transaction,
  a: Problem,
  b: Problem,
): Promise<[survivor: Problem, merged: Problem]> {
  const [first] = await transaction.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM problems p
    LEFT JOIN tickets t ON t.organization_id = p.organization_id AND t.problem_id = p.id
      AND t.state IN ('SENDING', 'UNKNOWN', 'OPEN', 'CLOSED')
    WHERE p.organization_id = ${a.organizationId}::uuid AND p.id IN (${a.id}::uuid, ${b.id}::uuid)
    ORDER BY (t.state IS NOT NULL) DESC, (t.state <> 'CLOSED') DESC,
      EXISTS (SELECT FROM decisions d WHERE d.organization_id = p.organization_id
        AND p.id IN (d.problem_id, d.other_problem_id) AND coalesce(d.member_id::text, d.github_login) IS NOT NULL) DESC,
      (p.product_id IS NOT NULL) DESC, p.customer_count DESC, p.created_at, p.id
    LIMIT 1`
  return first?.id === b.id ? [b, a] : [a, b]
}
