import type { Report } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'

/** How many reports the customer of a report has made, and how many of them are in its problem. */
export async function countContacts(deps: Deps, { organizationId, id, customerId }: Report) {
  if (customerId === null) return null
  const [counted] = await deps.database.prisma.$queryRaw<{ reports: number; inProblem: number }[]>`
    SELECT count(*)::int AS reports, (count(*) FILTER (WHERE m.problem_id = (
        SELECT problem_id FROM memberships WHERE organization_id = ${organizationId}::uuid AND report_id = ${id}::uuid
      )))::int AS "inProblem"
    FROM reports r LEFT JOIN memberships m ON m.organization_id = r.organization_id AND m.report_id = r.id
    WHERE r.organization_id = ${organizationId}::uuid AND r.customer_id = ${customerId}::uuid`
  return counted ?? null
}
