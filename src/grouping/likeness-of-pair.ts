import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { knownModel } from '../reports/vectors/known-model.ts'
import { vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { centredShare } from './thresholds.ts'

/** So many of the newest members tell what a problem is like; the mean over more would hardly move. */
const mostCompared = 40

/**
 * The newest representatives of problems, with what `likenessOfPair` needs: those with a meaning of the present
 * model also with where it stands as seen from the center of all.
 */
export async function comparable(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
): Promise<Prisma.Sql> {
  const model = knownModel(deps.embedder)
  const newest = Prisma.sql`
    SELECT *, row_number() OVER (PARTITION BY problem_id ORDER BY report_id DESC) AS age FROM report_vectors
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ANY(${[...problemIds]}::uuid[]) AND representative`
  if (model === null)
    return Prisma.sql`SELECT report_id, problem_id, lexical, false AS mixed, NULL::vector AS dense,
      0::float8 AS toward_center, 0::float8 AS center_squared, 1::float8 AS away
      FROM (${newest}) AS newest WHERE age <= ${mostCompared}`
  const center = await deps.centers.of(transaction, organizationId, model, deps.embedder.dimensions)
  const squared = center.reduce((sum, value) => sum + value * value, 0)
  return Prisma.sql`
    SELECT *, ${squared}::float8 AS center_squared,
      sqrt(greatest(1 - 2 * toward_center + ${squared}::float8, 1e-6)) AS away
    FROM (
      SELECT report_id, problem_id, lexical, coalesce(model = ${model}, false) AS mixed,
        CASE WHEN model = ${model} THEN dense END AS dense,
        CASE WHEN model = ${model} THEN -(dense <#> ${vectorLiteral(center)}::vector) END AS toward_center
      FROM (${newest}) AS newest WHERE age <= ${mostCompared}
    ) AS seen`
}

/** Likeness of two rows `a` and `b` of `comparable`, about 0..1: the same as that of a report to a member. */
export const likenessOfPair = Prisma.sql`(CASE WHEN a.mixed AND b.mixed
  THEN ${centredShare}::float8 * (-(a.dense <#> b.dense) - a.toward_center - b.toward_center + a.center_squared) / (a.away * b.away)
    + ${1 - centredShare}::float8 * -(a.lexical <#> b.lexical)
  ELSE -(a.lexical <#> b.lexical) END)`
