import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import { impactWeights, mostRevenuePoints, newForDays, stageWeights } from './impact-weights.ts'

const { newCustomer, repeatContact, growth: growthWeight } = impactWeights

/**
 * A SELECT with one row for each of the problems: `problem_id`, and `amounts`, what impact-amounts.ts reads: all
 * that counts beside the counts of the problem itself. A customer counts once a problem; a report that names none
 * counts as a customer of whom nothing is known.
 * @param only a further condition that begins with AND; where it is false, all amounts are none
 */
export const measureImpact = (
  organizationId: string,
  problemIds: readonly string[],
  only: Prisma.Sql = Prisma.empty,
): Prisma.Sql => Prisma.sql`
  WITH affected AS (
    SELECT m.problem_id, m.customer_id, min(m.occurred_at) AS first_reported,
      max(CASE r.touchpoint WHEN 'LEAVE' THEN 3 WHEN 'RENEW' THEN 2 WHEN 'SET_UP' THEN 1 ELSE 0 END) AS stage
    FROM memberships m JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ANY(${problemIds}::uuid[]) ${only}
    GROUP BY m.problem_id, coalesce(m.customer_id, m.report_id), m.customer_id
  ), known AS MATERIALIZED (
    SELECT a.problem_id, a.stage, (a.first_reported AT TIME ZONE 'UTC')::date - c.since AS days,
      c.revenue_amount AS amount, c.revenue_currency AS currency, c.revenue_amount * x.rate AS converted
    FROM affected a
    LEFT JOIN customers c ON c.organization_id = ${organizationId}::uuid AND c.id = a.customer_id
    LEFT JOIN exchange_rates x ON x.organization_id = c.organization_id AND x.currency = c.revenue_currency
  ), uncounted AS (
    SELECT problem_id, jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount::text,
      'customers', customers) ORDER BY currency) AS sums
    FROM (SELECT problem_id, currency, sum(amount) AS amount, count(*) AS customers FROM known
      WHERE amount > 0 AND converted IS NULL GROUP BY problem_id, currency) AS sums
    GROUP BY problem_id
  ), counted AS (
    SELECT problem_id, count(days) AS dated, count(*) FILTER (WHERE days < ${newForDays}::int) AS new,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(days, 0)) FILTER (WHERE days IS NOT NULL) AS median,
      count(*) FILTER (WHERE stage = 3) AS "leave", count(*) FILTER (WHERE stage = 2) AS renew,
      count(*) FILTER (WHERE stage = 1) AS set_up, coalesce(sum(converted), 0) AS revenue
    FROM known GROUP BY problem_id
  ), pointed AS (
    SELECT asked.id AS problem_id, c.*, u.sums, s.base, s.revenue_per_point,
      least(coalesce(floor(c.revenue * 4 / s.revenue_per_point) / 4, 0), ${mostRevenuePoints}::numeric) AS revenue_points
    FROM unnest(${problemIds}::uuid[]) AS asked (id)
    LEFT JOIN (SELECT problem_id AS id, dated, new, median, "leave", renew, set_up, revenue FROM counted) c USING (id)
    LEFT JOIN (SELECT problem_id AS id, sums FROM uncounted) u USING (id)
    LEFT JOIN revenue_scales s ON s.organization_id = ${organizationId}::uuid
  )
  SELECT problem_id, jsonb_build_object('datedCustomers', coalesce(dated, 0), 'newCustomers', coalesce(new, 0), 'medianDays', median,
      'LEAVE', coalesce("leave", 0), 'RENEW', coalesce(renew, 0), 'SET_UP', coalesce(set_up, 0),
      'base', base, 'revenuePerPoint', revenue_per_point::text, 'revenue', coalesce(revenue, 0)::float8,
      'revenuePoints', revenue_points, 'uncounted', coalesce(sums, '[]'),
      'points', revenue_points + coalesce(new * ${newCustomer}::numeric + "leave" * ${stageWeights.LEAVE}::numeric
        + renew * ${stageWeights.RENEW}::numeric + set_up * ${stageWeights.SET_UP}::numeric, 0)) AS amounts
  FROM pointed`

type Counts = { reports: Prisma.Sql; customers: Prisma.Sql; growth: Prisma.Sql }

/** The impact, of the counts of a problem and its amounts, each an SQL expression. */
export const addUpImpact = ({ reports, customers, growth }: Counts, amounts: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${customers} + (${reports} - ${customers}) * ${repeatContact}::float8 + ${growthPoints(growth)}
    + coalesce((${amounts} ->> 'points')::float8, 0)`

export const growthPoints = (growth: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`greatest(${growth}, 0) * ${growthWeight}::float8`
