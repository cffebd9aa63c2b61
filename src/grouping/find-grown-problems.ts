import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'

/** So many are compared together, so that the most alike of them are merged first. */
export const problemsAtOnce = 200

/** Problems of an organization, or of one of its products, that have got reports since they were last compared. */
export async function findGrownProblems(
  deps: Deps,
  organizationId: string,
  productId: string | null = null,
): Promise<string[]> {
  const ofProduct = productId === null ? Prisma.empty : Prisma.sql`AND product_id = ${productId}::uuid`
  const grown = await deps.database.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM problems WHERE organization_id = ${organizationId}::uuid
      AND report_count > 0 AND report_count <> compared_reports ${ofProduct}
    ORDER BY last_seen_at DESC, id LIMIT ${problemsAtOnce}`)
  return grown.map(({ id }) => id)
}
