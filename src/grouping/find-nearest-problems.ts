import { unitLength } from '../embedding/unit-length.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { findCandidates, type LookedFor } from './find-candidates.ts'
import { lengthOfMean } from './length-of-mean.ts'
import { centredShare, noProductFactor, singleMemberFactor, thresholds } from './thresholds.ts'

export type NearProblem = {
  problemId: string
  productId: string | null
  /** Likeness to what its members have in common, 0..1: about the cosine to their mean. */
  likeness: number
  /** From which likeness on the text joins it. */
  threshold: number
  /** Mean likeness of the text to one of its representatives. */
  meanLikeness: number
  /** Mean likeness of two of its representatives; 0 where it has one. */
  cohesion: number
  nearest: { reportId: string; likeness: number }[]
  nearestText: string
  /** Whether most of its members were compared by meaning and wording, not by wording alone. */
  mixed: boolean
  /** How many members stand for the problem in the search. */
  representatives: number
}

const nearestMembers = 3

const size = Prisma.sql`representatives`
const cohesion = Prisma.sql`p.cohesion`

/**
 * The problems with the members that are most like a text, by the three nearest of each, best first. Whether it
 * joins is another question: that depends on what all members have in common. A problem of another product is never
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
  const mixed = Prisma.sql`coalesce(v.model = ${vector.model}, false)`
  const likeness =
    vector.dense === null || text.center === null
      ? lexical
      : Prisma.sql`CASE WHEN ${mixed}
          THEN ${centredShare}::float8 * ${centredLikeness(vector.dense, text.center)}
            + ${1 - centredShare}::float8 * ${lexical}
          ELSE ${lexical} END`
  const inProduct =
    productId === null
      ? Prisma.empty
      : Prisma.sql`AND (v.product_id = ${productId}::uuid OR v.product_id IS NULL)`

  const inCandidates =
    candidates === null ? Prisma.empty : Prisma.sql`AND v.problem_id = ANY(${[...candidates]}::uuid[])`

  return transaction.$queryRaw<NearProblem[]>(Prisma.sql`
    WITH members AS MATERIALIZED (
      SELECT v.problem_id, v.report_id, ${mixed} AS mixed, ${likeness} AS likeness
      FROM report_vectors v
      WHERE v.organization_id = ${organizationId}::uuid AND v.representative ${inProduct} ${inCandidates}
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY problem_id ORDER BY ratio DESC, report_id) AS place,
        count(*) OVER problem AS representatives, avg(likeness) OVER problem AS mean_likeness,
        avg(mixed::int) OVER problem >= 0.5 AS mostly_mixed
      FROM (SELECT *, likeness / CASE WHEN mixed THEN ${thresholds.mixed}::float8 ELSE ${thresholds.lexical}::float8 END
        AS ratio FROM members) AS compared
      WINDOW problem AS (PARTITION BY problem_id)
    ), best AS (
      SELECT problem_id, max(representatives)::int AS representatives, max(mean_likeness) AS mean_likeness,
        bool_or(mostly_mixed) AS mixed, avg(ratio) AS ratio, (array_agg(report_id ORDER BY place))[1] AS nearest_id,
        json_agg(json_build_object('reportId', report_id, 'likeness', round(likeness::numeric, 4)) ORDER BY place)
          AS nearest
      FROM ranked WHERE place <= ${nearestMembers}
      GROUP BY problem_id
    ), judged AS (
      SELECT best.*, p.product_id, p.cohesion,
        greatest(0, least(1, mean_likeness / sqrt(${lengthOfMean(size, cohesion, Prisma.sql`mixed`)}))) AS likeness,
        CASE WHEN mixed THEN ${thresholds.mixed}::float8 ELSE ${thresholds.lexical}::float8 END
          / CASE WHEN representatives > 1 THEN 1 WHEN mixed THEN ${singleMemberFactor.mixed}::float8
            ELSE ${singleMemberFactor.lexical}::float8 END
          / CASE WHEN p.product_id IS NULL OR ${productId}::uuid IS NULL THEN ${noProductFactor}::float8 ELSE 1 END
          AS threshold
      FROM best JOIN problems p ON p.organization_id = ${organizationId}::uuid AND p.id = problem_id
    )
    SELECT problem_id AS "problemId", judged.product_id AS "productId", likeness, threshold,
      mean_likeness AS "meanLikeness", cohesion, mixed, nearest, representatives, r.redacted_text AS "nearestText"
    FROM judged JOIN reports r ON r.organization_id = ${organizationId}::uuid AND r.id = nearest_id
    ORDER BY ratio * CASE WHEN mixed THEN ${thresholds.mixed}::float8 ELSE ${thresholds.lexical}::float8 END / threshold DESC,
      problem_id LIMIT ${limit}`)
}

/** Cosine of two meanings, both seen from the center of all: what every text here has in common tells nothing. */
function centredLikeness(dense: Float32Array, center: Float32Array): Prisma.Sql {
  const away = unitLength(dense.map((value, at) => value - (center[at] as number)))
  const offset = dot(away, center)
  const centerSquared = dot(center, center)
  return Prisma.sql`((-(v.dense <#> ${vectorLiteral(away)}::vector) - ${offset}::float8)
    / sqrt(greatest(1 + ${centerSquared}::float8 + 2 * (v.dense <#> ${vectorLiteral(center)}::vector), 1e-6)))`
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
