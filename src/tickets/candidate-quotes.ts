import type { Deps } from '../platform/deps.ts'
import { fewestCustomersForQuotes } from './render-living-block.ts'

/** Words of a customer, as they would stand in an issue. */
export type CandidateQuote = {
  reportId: string
  text: string
  language: string
  /** A person allowed these very words in a public repository. */
  isApproved: boolean
}

const mostQuotes = 6

/** One quote a customer, taking turns between languages; none while fewer customers than needed are behind them. */
export async function candidateQuotes(
  deps: Deps,
  organizationId: string,
  problemId: string,
): Promise<CandidateQuote[]> {
  const found = await deps.database.prisma.$queryRaw<CandidateQuote[]>`
    WITH first_words AS (
      SELECT DISTINCT ON (r.customer_id) r.id, r.redacted_text AS text, r.language, r.occurred_at,
        a.report_id IS NOT NULL AS approved
      FROM memberships m JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
      LEFT JOIN quote_approvals a ON a.organization_id = m.organization_id AND a.problem_id = m.problem_id
        AND a.report_id = m.report_id AND a.text_hash = encode(sha256(convert_to(r.redacted_text, 'UTF8')), 'hex')
      WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid
        AND r.customer_id IS NOT NULL
      ORDER BY r.customer_id, approved DESC, r.occurred_at DESC
    ), turns AS (
      SELECT *, row_number() OVER (PARTITION BY language ORDER BY occurred_at DESC) AS turn FROM first_words
    )
    SELECT id AS "reportId", text, language, approved AS "isApproved"
    FROM turns ORDER BY turn, language LIMIT ${mostQuotes}`
  return found.length < fewestCustomersForQuotes ? [] : found
}

/** Those that a person approved, as long as they say what they said then; by enough customers, or none. */
export async function approvedQuotes(
  deps: Deps,
  organizationId: string,
  problemId: string,
): Promise<CandidateQuote[]> {
  const found = await listApproved(deps, organizationId, problemId)
  return found.length < fewestCustomersForQuotes ? [] : found
}

/** One a customer, also where they are too few to be shown. */
export const listApproved = (
  deps: Deps,
  organizationId: string,
  problemId: string,
): Promise<CandidateQuote[]> =>
  deps.database.prisma.$queryRaw<CandidateQuote[]>`
    SELECT id AS "reportId", text, language, true AS "isApproved" FROM (
      SELECT DISTINCT ON (r.customer_id) r.id, r.redacted_text AS text, r.language, r.occurred_at
      FROM quote_approvals a
      JOIN memberships m ON m.organization_id = a.organization_id AND m.report_id = a.report_id
        AND m.problem_id = a.problem_id
      JOIN reports r ON r.organization_id = a.organization_id AND r.id = a.report_id
      WHERE a.organization_id = ${organizationId}::uuid AND a.problem_id = ${problemId}::uuid
        AND r.customer_id IS NOT NULL AND a.text_hash = encode(sha256(convert_to(r.redacted_text, 'UTF8')), 'hex')
      ORDER BY r.customer_id, r.occurred_at DESC) AS approved
    ORDER BY occurred_at DESC LIMIT ${mostQuotes}`
