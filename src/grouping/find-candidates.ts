import type { SparseVector } from '../embedding/sparse-vector.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { sketchVector } from '../reports/vectors/sketch-vector.ts'
import { sketchLiteral } from '../reports/vectors/vector-literals.ts'
import type { TextVector } from '../reports/vectors/vectorize-texts.ts'

/** A text that a problem is looked for. */
export type LookedFor = {
  productId: string | null
  vector: TextVector
  lexical: SparseVector
  /** The mean of all meanings in the organization; null where the text has none. */
  center: Float32Array | null
}

/** Where no more than so many stand for all problems of a product, each is compared: exact, and fast enough. */
const fewRepresentatives = 2_000

/** Among so many, the problem that a report joins is found 99 times of 100; docs/grouping.md has the measurements. */
const mostCandidates = 24

/**
 * The problems that are worth comparing a text with, found by the index over what the members of each have in
 * common; null where there are so few that all are.
 */
export async function findCandidates(
  transaction: Transaction,
  organizationId: string,
  text: LookedFor,
): Promise<string[] | null> {
  const { productId, vector, lexical } = text
  const sketch = sketchLiteral(sketchVector({ dense: vector.dense, lexical }, vector.denseShare))
  const inProduct =
    productId === null
      ? Prisma.empty
      : Prisma.sql`AND (product_id = ${productId}::uuid OR product_id IS NULL)`
  const ofProduct = productId === null ? Prisma.empty : Prisma.sql`AND product_id = ${productId}::uuid`
  const found = await transaction.$queryRaw<{ problemId: string }[]>(Prisma.sql`
    SELECT problem_id AS "problemId" FROM problem_vectors
    WHERE organization_id = ${organizationId}::uuid ${inProduct} AND ${fewRepresentatives} < (
      SELECT count(*) FROM (
        SELECT FROM report_vectors WHERE organization_id = ${organizationId}::uuid AND representative ${ofProduct}
        LIMIT ${fewRepresentatives + 1}) AS counted)
    ORDER BY sketch <=> ${sketch}::halfvec(1152) LIMIT ${mostCandidates}`)
  return found.length === 0 ? null : found.map(({ problemId }) => problemId)
}
