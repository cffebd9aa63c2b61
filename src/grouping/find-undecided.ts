import type { Transaction } from '../platform/database/transaction.ts'

/**
 * Of the given problems, those that the service may merge by itself: no person has decided anything about them, and
 * they have no ticket but a proposed one.
 */
export async function findUndecided(
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
): Promise<Set<string>> {
  const undecided = await transaction.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM problems p
    WHERE p.organization_id = ${organizationId}::uuid AND p.id = ANY(${[...problemIds]}::uuid[]) AND p.merged_into_id IS NULL
      AND NOT EXISTS (SELECT FROM tickets t
        WHERE t.organization_id = p.organization_id AND t.problem_id = p.id AND t.state <> 'PROPOSED')
      AND NOT EXISTS (SELECT FROM decisions d WHERE d.organization_id = p.organization_id AND d.problem_id = p.id
        AND (d.member_id IS NOT NULL OR d.github_login IS NOT NULL))
      AND NOT EXISTS (SELECT FROM decisions d WHERE d.organization_id = p.organization_id AND d.other_problem_id = p.id
        AND (d.member_id IS NOT NULL OR d.github_login IS NOT NULL))`
  return new Set(undecided.map(({ id }) => id))
}
