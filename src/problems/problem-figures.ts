import type { Problem } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'

const weeksShown = 12

export const countLanguages = (deps: Deps, { organizationId, id }: Problem) =>
  deps.database.prisma.$queryRaw<{ language: string; reports: number }[]>`
    SELECT language, count(*)::int AS reports FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${id}::uuid
    GROUP BY language ORDER BY reports DESC, language`

export const countVersions = (deps: Deps, { organizationId, id }: Problem) =>
  deps.database.prisma.$queryRaw<{ version: string; reports: number; customers: number }[]>`
    SELECT version, count(*)::int AS reports, count(DISTINCT customer_id)::int AS customers FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${id}::uuid AND version IS NOT NULL
    GROUP BY version ORDER BY reports DESC, version LIMIT 20`

export const countTouchpoints = (deps: Deps, { organizationId, id }: Problem) =>
  deps.database.prisma.$queryRaw<{ touchpoint: string; reports: number }[]>`
    SELECT r.touchpoint::text, count(*)::int AS reports FROM memberships m
    JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${id}::uuid AND r.touchpoint IS NOT NULL
    GROUP BY r.touchpoint ORDER BY reports DESC, r.touchpoint`

/** The last twelve weeks up to now, oldest first; weeks begin on Monday (UTC). */
export const countWeeks = (deps: Deps, { organizationId, id }: Problem) =>
  deps.database.prisma.$queryRaw<{ weekStart: Date; reports: number; customers: number }[]>`
    SELECT week AS "weekStart", count(m.report_id)::int AS reports,
      count(DISTINCT coalesce(m.customer_id, m.report_id))::int AS customers
    FROM generate_series(
      date_trunc('week', ${deps.clock.now()}::timestamptz) - make_interval(weeks => ${weeksShown - 1}),
      date_trunc('week', ${deps.clock.now()}::timestamptz), interval '1 week') AS week
    LEFT JOIN memberships m ON m.organization_id = ${organizationId}::uuid AND m.problem_id = ${id}::uuid
      AND m.occurred_at >= week AND m.occurred_at < week + interval '1 week'
    GROUP BY week ORDER BY week`

/** What the affected customers pay in a month, each customer once, by currency. */
export const sumRevenue = (deps: Deps, { organizationId, id }: Problem) =>
  deps.database.prisma.$queryRaw<{ currency: string; amount: string; customers: number }[]>`
    SELECT c.revenue_currency AS currency, sum(c.revenue_amount)::text AS amount, count(*)::int AS customers
    FROM customers c
    WHERE c.organization_id = ${organizationId}::uuid AND c.revenue_amount IS NOT NULL AND c.id IN (
      SELECT customer_id FROM memberships
      WHERE organization_id = ${organizationId}::uuid AND problem_id = ${id}::uuid)
    GROUP BY c.revenue_currency ORDER BY c.revenue_currency`
