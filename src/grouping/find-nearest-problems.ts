import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { findCandidates, type LookedFor } from './find-candidates.ts'
import { noProductFactor, singleMemberFactor, thresholds } from './thresholds.ts'

export type NearProblem = {
  problemId: string
  productId: string | null
  /** Mean likeness of the nearest members, up to three, 0..1. */
  likeness: number
  /** Mean of the same likenesses over the thresholds of their spaces, times the factors: joins from 1. */
  score: number
  nearest: { reportId: string; likeness: number }[]
  nearestText: string
  /** How many members stand for the problem in the search. */
  representatives: number
}

const nearestMembers = 3

/**
 * The problems whose members are most like a text, best first. A problem of another product is never
 * found; one without a product, and every problem for a text without a product, is. Of a product with many
 * problems only the candidates are compared, so that the time does not grow with their number.
 */
export async function findNearestProblems(
  transaction: Transaction,
  organizationId: string,
  text: LookedFor,
  limit: number,
): Promise<NearProblem[]> {
  const candidates = await findCandidates(transaction, organizationId, text)
  return compareProblems(transaction, organizationId, text, limit, candidates)
}

/** Compares a text with the representatives of the candidates, or where they are null with all. */
export function compareProblems(
  transaction: Transaction,
  organizationId: string,
  text: LookedFor,
  limit: number,
  candidates: readonly string[] | null,
): Promise<NearProblem[]> {
  const { productId, vector } = text
  const lexical = Prisma.sql`-(v.lexical <#> ${sparsevecLiteral(text.lexical)}::sparsevec)`
  const inBothSpaces = Prisma.sql`coalesce(v.model = ${vector.model}, false)`
  const likeness =
    vector.dense === null
      ? lexical
      : Prisma.sql`CASE WHEN ${inBothSpaces}
          THEN ${vector.denseShare}::float8 * -(v.dense <#> ${vectorLiteral(vector.dense)}::vector)
            + ${1 - vector.denseShare}::float8 * ${lexical}
          ELSE ${lexical} END`
  const inProduct =
    productId === null
      ? Prisma.empty
      : Prisma.sql`AND (v.product_id = ${productId}::uuid OR v.product_id IS NULL)`

  const inCandidates =
    candidates === null ? Prisma.empty : Prisma.sql`AND v.problem_id = ANY(${[...candidates]}::uuid[])`

  return transaction.$queryRaw<NearProblem[]>(Prisma.sql`
    WITH members AS (
      SELECT v.problem_id, v.product_id, v.product_id IS NULL OR ${productId}::uuid IS NULL AS no_product, v.report_id,
        ${likeness} AS likeness,
        CASE WHEN ${inBothSpaces} THEN ${thresholds.mixed}::float8 ELSE ${thresholds.lexical}::float8 END AS threshold
      FROM report_vectors v
      WHERE v.organization_id = ${organizationId}::uuid AND v.representative ${inProduct} ${inCandidates}
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY problem_id ORDER BY likeness / threshold DESC, report_id) AS place,
        count(*) OVER (PARTITION BY problem_id) AS representatives
      FROM members
    ), best AS (
      SELECT problem_id, product_id, avg(likeness) AS likeness, max(representatives)::int AS representatives,
        avg(likeness / threshold) * CASE WHEN max(representatives) = 1 THEN ${singleMemberFactor}::float8 ELSE 1 END
          * CASE WHEN bool_or(no_product) THEN ${noProductFactor}::float8 ELSE 1 END AS score,
        (array_agg(report_id ORDER BY place))[1] AS nearest_id,
        json_agg(json_build_object('reportId', report_id, 'likeness', round(likeness::numeric, 4)) ORDER BY place)
          AS nearest
      FROM ranked WHERE place <= ${nearestMembers}
      GROUP BY problem_id, product_id ORDER BY score DESC, problem_id LIMIT ${limit}
    )
    SELECT problem_id AS "problemId", best.product_id AS "productId", likeness, score, nearest, representatives, r.redacted_text AS "nearestText"
    FROM best JOIN reports r ON r.organization_id = ${organizationId}::uuid AND r.id = nearest_id
    ORDER BY score DESC, problem_id`)
}
