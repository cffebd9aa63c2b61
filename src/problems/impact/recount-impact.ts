import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import { addUpImpact, measureImpact } from './measure-impact.ts'

/**
 * Up to so many reports a recount measures everything. Beyond that it takes three times as long with the customers
 * and touchpoints as without, for each report that comes: their points stay as they are until a job counts them.
 */
export const mostReportsInRecount = 500

/** The part of a recount's WITH that measures; it reads `totals`. */
export const measuredForRecount = (organizationId: string, problemId: string): Prisma.Sql => {
  const fewEnough = Prisma.sql`AND (SELECT reports FROM totals) <= ${mostReportsInRecount}`
  return Prisma.sql`measured AS (${measureImpact(organizationId, [problemId], fewEnough)})`
}

const fewEnough = Prisma.sql`totals.reports <= ${mostReportsInRecount}`
const known = Prisma.sql`CASE WHEN ${fewEnough} THEN amounts ELSE problems.impact_amounts END`
const counts = {
  reports: Prisma.sql`totals.reports`,
  customers: Prisma.sql`totals.customers`,
  growth: Prisma.sql`lately.growth`,
}

/** The part of its SET, from `totals`, `lately` and `measured`. */
export const impactSet = Prisma.sql`impact = ${addUpImpact(counts, known)},
  impact_amounts = CASE WHEN ${fewEnough} THEN amounts ELSE problems.impact_amounts || '{"outdated": true}' END,
  revenue = CASE WHEN ${fewEnough} THEN (amounts ->> 'revenue')::float8 ELSE problems.revenue END`
