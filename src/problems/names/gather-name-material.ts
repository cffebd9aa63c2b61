import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { pickLanguage } from './pick-language.ts'
import { type Term, tellingTerms } from './telling-terms.ts'

export type NameMaterial = {
  language: string
  /** The report that is most like the others, in that language. */
  centralReportId: string
  /** Redacted, in that language, most central first. */
  texts: { text: string; likeness: number }[]
  terms: Term[]
  /** How many reports the problem has, in all languages. */
  reports: number
}

/** Comparing each with each takes the square of this. */
const mostCompared = 40
/** Longer texts tell of several things at once, however central they are. */
const longestText = 280
const mostUnitsRead = 2_000
const mostTerms = 6
/** From fewer texts in the title's language, the terms come from those in all languages. */
const enoughInLanguage = 3

type Member = { id: string; language: string; text: string; likeness: number }

/** What a problem can be named after; null where it has no reports. */
export async function gatherNameMaterial(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<NameMaterial | null> {
  const counts = await transaction.$queryRaw<{ language: string; reports: number }[]>`
    SELECT language, count(*)::int AS reports FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
    GROUP BY language ORDER BY reports DESC, language`
  const language = await pickLanguage(transaction, organizationId, counts)
  if (language === null) return null
  const members = await findCentralMembers(transaction, organizationId, problemId, language)
  const inLanguage = members.filter((member) => member.language === language)
  const [central] = inLanguage
  if (central === undefined) return null
  const told = inLanguage.length >= enoughInLanguage ? inLanguage : members
  const reports = counts.reduce((sum, count) => sum + count.reports, 0)
  const terms = tellingTerms(
    told.map(({ id, ...member }) => ({ ...member, by: id })),
    await deps.lexicons.of(transaction, organizationId),
    reports,
    { fewest: Math.min(2, told.length), limit: mostTerms },
  )
  return { language, centralReportId: central.id, texts: inLanguage, terms, reports }
}

/** Its latest reports, those in the language first, most like the others first; without a vector, last. */
const findCentralMembers = (
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  language: string,
) => transaction.$queryRaw<Member[]>`
  WITH latest AS (
    SELECT report_id, language FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
    ORDER BY language = ${language} DESC, occurred_at DESC, report_id DESC LIMIT ${mostCompared}
  ), members AS MATERIALIZED (
    SELECT l.report_id, v.dense, v.lexical, v.model FROM latest l
    JOIN report_vectors v ON v.organization_id = ${organizationId}::uuid AND v.report_id = l.report_id
  ), centrality AS (
    SELECT a.report_id, avg(-(a.lexical <#> b.lexical)
      + coalesce(CASE WHEN a.model = b.model THEN -(a.dense <#> b.dense) END, 0)) AS likeness
    FROM members a JOIN members b ON b.report_id <> a.report_id GROUP BY a.report_id
  )
  SELECT r.id, l.language, left(r.redacted_text, ${mostUnitsRead}) AS text, coalesce(likeness, 0) AS likeness
  FROM latest l JOIN reports r ON r.organization_id = ${organizationId}::uuid AND r.id = l.report_id
  LEFT JOIN centrality c ON c.report_id = l.report_id
  ORDER BY (length(r.redacted_text) <= ${longestText}) DESC, likeness DESC NULLS LAST, r.id`
