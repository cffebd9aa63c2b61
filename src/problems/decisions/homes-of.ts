import { Prisma } from '../../platform/database/generated/prisma/client.ts'

/**
 * The body of a recursive CTE `homes (alias, home)`: each of the given problems, and all that were merged into it, with
 * the problem that their reports are in now. What was said of an alias is said of its home.
 */
export const homesOf = (organizationId: string, problemIds: readonly string[]): Prisma.Sql => Prisma.sql`
  SELECT id AS alias, id AS home FROM problems
  WHERE organization_id = ${organizationId}::uuid AND id = ANY(${[...problemIds]}::uuid[]) AND merged_into_id IS NULL
  UNION ALL
  SELECT p.id, h.home FROM homes h
  JOIN problems p ON p.organization_id = ${organizationId}::uuid AND p.merged_into_id = h.alias`
