import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { daysRead, type TrendSeries } from './read-trend.ts'

type Row = {
  watched_days: number
  known_days: number
  c1: number
  c3: number
  c7: number
  c10: number
  c28: number
  daily: number[]
}

/**
 * What the trend of a problem is read from, derived from its memberships as they are now. A report that names no
 * customer counts as one of its own.
 */
export async function findSeries(
  deps: Pick<Deps, 'clock'>,
  database: Pick<Transaction, '$queryRaw'>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<TrendSeries> {
  const now = Prisma.sql`${deps.clock.now()}::timestamptz`
  const organization = Prisma.sql`${organizationId}::uuid`
  const daysSince = (time: Prisma.Sql) => Prisma.sql`extract(epoch FROM ${now} - ${time})::float8 / 86400`
  const [row] = await database.$queryRaw<Row[]>(Prisma.sql`
    WITH recent AS MATERIALIZED (
      SELECT coalesce(customer_id, report_id) AS customer,
        greatest(0, floor(${daysSince(Prisma.sql`occurred_at`)}))::int AS day
      FROM memberships WHERE organization_id = ${organization} AND problem_id = ${id}::uuid
        AND occurred_at > ${now} - make_interval(days => ${daysRead})
    ), daily AS (
      SELECT day, count(DISTINCT customer)::int AS customers FROM recent GROUP BY day
    )
    SELECT ${daysSince(Prisma.sql`p.first_seen_at`)} AS known_days,
      ${daysSince(Prisma.sql`CASE WHEN p.product_id IS NULL
        THEN (SELECT min(occurred_at) FROM reports WHERE organization_id = ${organization} AND product_id IS NULL)
        ELSE (SELECT min(occurred_at) FROM reports WHERE organization_id = ${organization} AND product_id = p.product_id)
        END`)} AS watched_days,
      (SELECT count(DISTINCT customer)::int FROM recent WHERE day < 1) AS c1,
      (SELECT count(DISTINCT customer)::int FROM recent WHERE day < 3) AS c3,
      (SELECT count(DISTINCT customer)::int FROM recent WHERE day < 7) AS c7,
      (SELECT count(DISTINCT customer)::int FROM recent WHERE day < 10) AS c10,
      (SELECT count(DISTINCT customer)::int FROM recent WHERE day < 28) AS c28,
      ARRAY(SELECT coalesce(customers, 0) FROM generate_series(0, ${daysRead - 1}::int) AS at
        LEFT JOIN daily ON daily.day = at ORDER BY at) AS daily
    FROM problems p WHERE p.organization_id = ${organization} AND p.id = ${id}::uuid`)
  if (row === undefined) throw new Error(`there is no problem ${id}`)
  return {
    // A report may name no product, and so be older than all that name the product of its problem.
    watchedDays: Math.max(row.watched_days ?? 0, row.known_days),
    knownDays: row.known_days,
    customers: { 1: row.c1, 3: row.c3, 7: row.c7, 10: row.c10, 28: row.c28 },
    daily: row.daily,
  }
}
