import { Prisma } from '../platform/database/generated/prisma/client.ts'

/** Ids of a problem and of all that were merged into it, as a subquery: what was said of them is said of it. */
export const withMerged = (organizationId: string, problemId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  WITH RECURSIVE merged AS (
    SELECT ${problemId} AS id
    UNION ALL
    SELECT p.id FROM merged JOIN problems p ON p.organization_id = ${organizationId}::uuid AND p.merged_into_id = merged.id
  )
  SELECT id FROM merged WHERE id IS NOT NULL)`
