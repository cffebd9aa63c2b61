import { Prisma, type Problem } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { mostRepresentatives } from '../reports/vectors/refresh-representatives.ts'
import { lengthOfMean } from './length-of-mean.ts'
import { comparable, likenessOfPair } from './likeness-of-pair.ts'
import { mergeThresholds, mergeWithoutProductFactor, singleMemberFactor } from './thresholds.ts'

/** A problem and how like it is to another one. */
export type AlikeProblem = {
  problemId: string
  /** Cosine of what the members of each have in common, about 0..1. */
  likeness: number
  /** From which likeness on the two are merged. */
  threshold: number
  mixed: boolean
}

/** Compared one by one, of those that the index finds near. */
const mostCandidates = 16

/** The problems of the same product, or of none, that are most like a problem, best first. */
export async function findAlikeProblems(
  deps: Deps,
  transaction: Transaction,
  { organizationId, id, productId }: Pick<Problem, 'organizationId' | 'id' | 'productId'>,
): Promise<AlikeProblem[]> {
  const inProduct =
    productId === null
      ? Prisma.empty
      : Prisma.sql`AND (o.product_id = ${productId}::uuid OR o.product_id IS NULL)`
  const near = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT o.problem_id AS id FROM problem_vectors p
    JOIN problem_vectors o ON o.organization_id = p.organization_id AND o.problem_id <> p.problem_id ${inProduct}
    WHERE p.organization_id = ${organizationId}::uuid AND p.problem_id = ${id}::uuid
    ORDER BY o.sketch <=> p.sketch LIMIT ${mostCandidates}`)
  if (near.length === 0) return []
  const members = await comparable(deps, transaction, organizationId, [id, ...near.map((one) => one.id)])
  return transaction.$queryRaw<AlikeProblem[]>(Prisma.sql`
    WITH members AS MATERIALIZED (${members}),
    common AS (
      SELECT problem_id, least(p.report_count, ${mostRepresentatives}) AS size, avg(mixed::int) >= 0.5 AS mixed, p.product_id, p.cohesion
      FROM members JOIN problems p ON p.organization_id = ${organizationId}::uuid AND p.id = problem_id
      GROUP BY problem_id, p.report_count, p.product_id, p.cohesion
    ), sized AS (
      SELECT *, ${lengthOfMean(Prisma.sql`size`, Prisma.sql`cohesion`, Prisma.sql`mixed`)} AS length_of_mean
      FROM common
    ), across AS (
      SELECT b.problem_id, avg(${likenessOfPair}) AS likeness FROM members a
      JOIN members b ON b.problem_id <> a.problem_id
      WHERE a.problem_id = ${id}::uuid GROUP BY b.problem_id
    )
    SELECT across.problem_id AS "problemId", x.mixed AND y.mixed AS mixed,
      across.likeness / sqrt(x.length_of_mean * y.length_of_mean) AS likeness,
      CASE WHEN x.mixed AND y.mixed THEN ${mergeThresholds.mixed}::float8 ELSE ${mergeThresholds.lexical}::float8 END
        / CASE WHEN x.product_id IS NULL OR y.product_id IS NULL THEN ${mergeWithoutProductFactor}::float8 ELSE 1 END
        / CASE WHEN x.size + y.size = 2 THEN ${singleMemberFactor.mixed}::float8 ELSE 1 END AS threshold
    FROM across JOIN sized x ON x.problem_id = ${id}::uuid JOIN sized y ON y.problem_id = across.problem_id
    ORDER BY likeness / (CASE WHEN x.mixed AND y.mixed THEN ${mergeThresholds.mixed}::float8 ELSE ${mergeThresholds.lexical}::float8 END) DESC,
      across.problem_id`)
}
