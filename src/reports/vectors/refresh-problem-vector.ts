import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import { meanSketch } from './sketch-vector.ts'
import { parseSparsevec, parseVector, sketchLiteral } from './vector-literals.ts'

/**
 * Derives what a problem is looked for by from its representatives. To be called in the transaction that gave
 * them to it or took them away; a problem without any is not found any more.
 */
export async function refreshProblemVector(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  const members = await transaction.$queryRaw<{ dense: string | null; lexical: string }[]>`
    SELECT dense::text, lexical::text FROM report_vectors
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid AND representative`
  if (members.length === 0) {
    await transaction.$executeRaw`DELETE FROM problem_vectors
      WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid`
    return
  }
  const sketch = meanSketch(
    members.map(({ dense, lexical }) => ({
      dense: dense === null ? null : parseVector(dense),
      lexical: parseSparsevec(lexical),
    })),
  )
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO problem_vectors (organization_id, problem_id, product_id, sketch)
    SELECT organization_id, id, product_id, ${sketchLiteral(sketch)}::halfvec FROM problems
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
    ON CONFLICT (organization_id, problem_id) DO UPDATE SET product_id = EXCLUDED.product_id, sketch = EXCLUDED.sketch`)
}
