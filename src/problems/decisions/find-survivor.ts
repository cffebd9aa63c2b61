import type { Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'

/** The problem that the reports of a merged one are in now. */
export async function findSurvivor(
  transaction: Transaction,
  problem: Pick<Problem, 'organizationId' | 'id'>,
): Promise<Problem> {
  const [survivor] = await transaction.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, merged_into_id FROM problems
      WHERE organization_id = ${problem.organizationId}::uuid AND id = ${problem.id}::uuid
      UNION ALL
      SELECT p.id, p.merged_into_id FROM chain c
      JOIN problems p ON p.organization_id = ${problem.organizationId}::uuid AND p.id = c.merged_into_id
    )
    SELECT id FROM chain WHERE merged_into_id IS NULL`
  return transaction.problem.findUniqueOrThrow({
    where: {
      organizationId_id: { organizationId: problem.organizationId, id: survivor?.id ?? problem.id },
    },
  })
}
