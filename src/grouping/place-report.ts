import type { SparseVector } from '../embedding/sparse-vector.ts'
import { Prisma, type Report } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { titleOf } from '../problems/problem-title.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import type { TextVector } from '../reports/vectors/vectorize-texts.ts'

/** Why a report is in its problem. */
export type Reason = {
  method: 'OPENED' | 'LIKENESS'
  score: number | null
  threshold: number | null
  nearest: { reportId: string; likeness: number }[]
  sharedTerms: string[]
}

/**
 * Puts a report into a problem, a new one where none is given, with its vector and the reason. One
 * statement: the constraints between the rows are checked at its end.
 * @returns the problem's id
 */
export async function placeReport(
  deps: Deps,
  transaction: Transaction,
  report: Report,
  vectors: { vector: TextVector; lexical: SparseVector },
  joined: string | null,
  reason: Reason,
): Promise<string> {
  const now = deps.clock.now()
  const problemId = joined ?? deps.ids.next()
  const { organizationId, id, productId, customerId, language, version, occurredAt } = report
  const organization = Prisma.sql`${organizationId}::uuid`
  const { dense, model } = vectors.vector

  const problem =
    joined === null
      ? Prisma.sql`INSERT INTO problems (organization_id, id, product_id, title, status, status_since, report_count,
            customer_count, languages, versions, first_seen_at, last_seen_at, impact, growth, created_at, updated_at)
          VALUES (${organization}, ${problemId}::uuid, ${productId}::uuid, ${titleOf(report.redactedText)}, 'CANDIDATE',
            ${now}, 0, 0, '{}', '{}', ${occurredAt}, ${occurredAt}, 0, 0, ${now}, ${now})`
      : Prisma.sql`UPDATE problems SET product_id = coalesce(product_id, ${productId}::uuid)
          WHERE organization_id = ${organization} AND id = ${problemId}::uuid`

  await transaction.$executeRaw(Prisma.sql`
    WITH problem AS (${problem}),
    vector AS (
      INSERT INTO report_vectors (organization_id, report_id, model, dense, lexical, representative)
      VALUES (${organization}, ${id}::uuid, ${model}, ${dense && vectorLiteral(dense)}::vector,
        ${sparsevecLiteral(vectors.lexical)}::sparsevec, true)
    ),
    grouped AS (
      UPDATE reports SET grouped_at = ${now} WHERE organization_id = ${organization} AND id = ${id}::uuid
    )
    INSERT INTO memberships (organization_id, report_id, problem_id, method, score, threshold, model, nearest,
      shared_terms, customer_id, language, version, occurred_at, created_at)
    VALUES (${organization}, ${id}::uuid, ${problemId}::uuid, ${reason.method}::membership_method, ${reason.score}::float8,
      ${reason.threshold}::float8, ${model ?? 'lexical'}, ${JSON.stringify(reason.nearest)}::jsonb,
      ${reason.sharedTerms}, ${customerId}::uuid, ${language}, ${version}, ${occurredAt}, ${now})`)
  return problemId
}

/** Enough members to recognise a problem by; more would only slow the search down. */
const mostRepresentatives = 30

/** Lets the newest members of a problem stand for it in the search. */
export async function limitRepresentatives(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  known: number,
): Promise<void> {
  if (known < mostRepresentatives) return
  await transaction.$executeRaw`
    UPDATE report_vectors SET representative = false
    WHERE organization_id = ${organizationId}::uuid AND report_id IN (
      SELECT m.report_id FROM memberships m
      JOIN report_vectors v ON v.organization_id = m.organization_id AND v.report_id = m.report_id
      WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid AND v.representative
      ORDER BY m.created_at DESC, m.report_id DESC OFFSET ${mostRepresentatives})`
}
