import type { SparseVector } from '../embedding/sparse-vector.ts'
import { Prisma, type Report } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { titleOf } from '../problems/names/problem-title.ts'
import { mostRepresentatives } from '../reports/vectors/refresh-representatives.ts'
import { sketchVector } from '../reports/vectors/sketch-vector.ts'
import { sketchLiteral, sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import type { TextVector } from '../reports/vectors/vectorize-texts.ts'
import type { NearProblem } from './find-nearest-problems.ts'

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
 * statement: the constraints between the rows are checked at its end. A report that has a problem already
 * is left as it is.
 * @returns the problem's id; null where another run was faster
 */
export async function placeReport(
  deps: Deps,
  transaction: Transaction,
  report: Report,
  vectors: { vector: TextVector; lexical: SparseVector },
  joined: Pick<
    NearProblem,
    'problemId' | 'productId' | 'cohesion' | 'meanLikeness' | 'representatives'
  > | null,
  reason: Reason,
): Promise<string | null> {
  const now = deps.clock.now()
  const problemId = joined?.problemId ?? deps.ids.next()
  const { organizationId, id, productId, customerId, language, version, occurredAt } = report
  const organization = Prisma.sql`${organizationId}::uuid`
  const { dense, model, askedModel } = vectors.vector
  const problemProductId = joined?.productId ?? productId

  const adopts = joined !== null && joined.productId === null && productId !== null
  const problem =
    joined === null
      ? Prisma.sql`INSERT INTO problems (organization_id, id, product_id, title, status, status_since,
            report_count, customer_count, languages, versions, first_seen_at, last_seen_at, impact, growth,
            created_at, updated_at)
          SELECT ${organization}, ${problemId}::uuid, ${productId}::uuid, ${titleOf(report.redactedText)}, 'CANDIDATE',
            ${now}, 0, 0, '{}', '{}', ${occurredAt}, ${occurredAt}, 0, 0, ${now}, ${now} FROM waiting`
      : Prisma.sql`UPDATE problems SET product_id = coalesce(product_id, ${productId}::uuid),
            cohesion = ${cohesionWith(joined)}::float8 FROM waiting
          WHERE organization_id = ${organization} AND problems.id = ${problemId}::uuid`
  // A problem without a product takes over that of the first report that names one; so do its vectors.
  const adopt = (table: Prisma.Sql) =>
    adopts
      ? Prisma.sql`UPDATE ${table} SET product_id = ${productId}::uuid FROM waiting
          WHERE organization_id = ${organization} AND problem_id = ${problemId}::uuid`
      : Prisma.sql`SELECT`
  const sketch =
    joined === null
      ? Prisma.sql`INSERT INTO problem_vectors (organization_id, problem_id, product_id, sketch)
          SELECT ${organization}, ${problemId}::uuid, ${productId}::uuid,
            ${sketchLiteral(sketchVector({ dense, lexical: vectors.lexical }))}::halfvec FROM waiting`
      : adopt(Prisma.sql`problem_vectors`)

  const placed = await transaction.$executeRaw(Prisma.sql`
    WITH waiting AS (
      UPDATE reports SET grouped_at = ${now}
      WHERE organization_id = ${organization} AND id = ${id}::uuid AND grouped_at IS NULL RETURNING 1
    ),
    problem AS (${problem}),
    adopted AS (${adopt(Prisma.sql`report_vectors`)}),
    sketch AS (${sketch}),
    vector AS (
      INSERT INTO report_vectors (organization_id, report_id, problem_id, product_id, model, asked_model,
        dense, lexical, representative)
      SELECT ${organization}, ${id}::uuid, ${problemId}::uuid, ${problemProductId}::uuid, ${model}, ${askedModel},
        ${dense && vectorLiteral(dense)}::vector,
        ${sparsevecLiteral(vectors.lexical)}::sparsevec, true FROM waiting
    )
    INSERT INTO memberships (organization_id, report_id, problem_id, method, score, threshold, model, nearest,
      shared_terms, customer_id, language, version, occurred_at, created_at)
    SELECT ${organization}, ${id}::uuid, ${problemId}::uuid, ${reason.method}::membership_method,
      ${reason.score}::float8, ${reason.threshold}::float8, ${model ?? 'lexical'},
      ${JSON.stringify(reason.nearest)}::jsonb, ${reason.sharedTerms}, ${customerId}::uuid, ${language}, ${version},
      ${occurredAt}, ${now} FROM waiting`)
  return placed === 1 ? problemId : null
}

/** The mean likeness of two representatives, with one more among them. */
const cohesionWith = ({
  cohesion,
  meanLikeness,
  representatives,
}: Pick<NearProblem, 'cohesion' | 'meanLikeness' | 'representatives'>): number =>
  (cohesion * (representatives - 1) + 2 * meanLikeness) / (representatives + 1)

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
      SELECT report_id FROM report_vectors
      WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid AND representative
      ORDER BY report_id DESC OFFSET ${mostRepresentatives})`
}
