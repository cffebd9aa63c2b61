import type { Deps } from '../../platform/deps.ts'
import { type Told, tellingTerms } from './telling-terms.ts'

/** A word that fewer customers used may say who they are. */
const fewestCustomers = 3
const mostReportsRead = 100

/**
 * Words that tell a problem apart and that enough customers used to belong to none of them, most telling
 * first: a summary that quotes nobody.
 */
export async function findCommonTerms(
  deps: Deps,
  organizationId: string,
  problemId: string,
  limit: number,
): Promise<string[]> {
  const told = await deps.database.prisma.$queryRaw<(Told & { reports: number })[]>`
    SELECT r.customer_id AS by, r.language, r.redacted_text AS text, count(*) OVER ()::int AS reports
    FROM memberships m JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid AND r.customer_id IS NOT NULL
    ORDER BY m.occurred_at DESC LIMIT ${mostReportsRead}`
  const lexicon = await deps.lexicons.of(deps.database.prisma, organizationId)
  const rules = { fewest: fewestCustomers, limit }
  return tellingTerms(told, lexicon, told[0]?.reports ?? 0, rules).map(({ word }) => word)
}
