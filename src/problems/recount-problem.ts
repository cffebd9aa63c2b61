import type { ProblemStatus } from '../platform/database/generated/prisma/client.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { impactSet, measuredForRecount } from './impact/recount-impact.ts'
import { nameProblem } from './names/name-problem.ts'
import { isRecurring, longestSilenceDays, mostCustomersInWindow } from './recurrence.ts'
import { fewestCustomers, newDays } from './trend/read-trend.ts'
import { watchRegression } from './trend/watch-regression.ts'
import { watchTrend } from './trend/watch-trend.ts'

type Counted = {
  status: ProblemStatus
  recurring_since: Date | null
  last_seen_at: Date
  customer_count: number
  customers_lately: number
  signalled: boolean
  customers_in_window: number
  customers_this_week: number
  earlier_weeks: number[] | null
  recurring_customers: number
  recurring_window_days: number
}

/** Where a problem has no product yet, and so no rule of its own. */
const defaultRule = { customers: 3, windowDays: 28 }

/**
 * Derives everything that is counted of a problem from its memberships, and lets it become recurring.
 * To be called in the transaction that changed the memberships. A report that names no customer counts
 * as a customer of its own.
 *
 * Where all that changed is that reports joined a recurring problem, these are added to what was counted, and
 * only the last two weeks are read: a problem may have a hundred thousand reports. Both ways give the same counts,
 * as whoever changes memberships holds the lock of lock-product.ts.
 *
 * growth = reports of the last seven days minus those of the seven days before; impact/impact-weights.ts says what
 * the impact is made of.
 */
export async function recountProblem(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  joinedIds: readonly string[] | null = null,
): Promise<void> {
  const now = deps.clock.now()
  const joined = [...(joinedIds ?? [])]
  const problem = { organizationId, id: problemId }
  const [counted] = await transaction.$queryRaw<Counted[]>(Prisma.sql`
    WITH known AS MATERIALIZED (
      SELECT p.*, recurring_since IS NOT NULL AND ${joinedIds !== null} AS adds FROM problems p
      WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
    ), members AS MATERIALIZED (
      SELECT coalesce(customer_id, report_id) AS customer, language, version, occurred_at,
        max(occurred_at) OVER () AS latest, min(occurred_at) OVER () AS earliest
      FROM memberships WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
        AND occurred_at > (SELECT CASE WHEN adds THEN ${now}::timestamptz - interval '14 days' ELSE '-infinity' END FROM known)
    ), counted AS (
      SELECT customer, true AS is_new, language, version, occurred_at FROM members WHERE NOT (SELECT adds FROM known)
      UNION ALL
      SELECT coalesce(customer_id, report_id), NOT EXISTS (
          SELECT FROM memberships o WHERE o.organization_id = ${organizationId}::uuid AND o.problem_id = ${problemId}::uuid
            AND o.customer_id = m.customer_id AND o.report_id <> ALL(${joined}::uuid[])),
        language, version, occurred_at
      FROM memberships m WHERE (SELECT adds FROM known) AND organization_id = ${organizationId}::uuid
        AND problem_id = ${problemId}::uuid AND report_id = ANY(${joined}::uuid[])
    ), fresh AS (
      SELECT count(*)::int AS reports, (count(DISTINCT customer) FILTER (WHERE is_new))::int AS customers,
        coalesce(array_agg(DISTINCT language), '{}') AS languages,
        coalesce(array_agg(DISTINCT version) FILTER (WHERE version IS NOT NULL), '{}') AS versions,
        min(occurred_at) AS first_seen, max(occurred_at) AS last_seen FROM counted
    ), totals AS (
      SELECT CASE WHEN adds THEN report_count ELSE 0 END + reports AS reports,
        CASE WHEN adds THEN customer_count ELSE 0 END + customers AS customers,
        CASE WHEN adds THEN ARRAY(SELECT unnest(known.languages) UNION SELECT unnest(fresh.languages) ORDER BY 1)
          ELSE fresh.languages END AS languages,
        CASE WHEN adds THEN ARRAY(SELECT unnest(known.versions) UNION SELECT unnest(fresh.versions) ORDER BY 1)
          ELSE fresh.versions END AS versions,
        CASE WHEN adds THEN least(first_seen_at, first_seen) ELSE first_seen END AS first_seen,
        CASE WHEN adds THEN greatest(last_seen_at, last_seen) ELSE last_seen END AS last_seen
      FROM known, fresh
    ), lately AS (
      SELECT (count(*) FILTER (WHERE occurred_at > ${now}::timestamptz - interval '7 days')
          - count(*) FILTER (WHERE occurred_at <= ${now}::timestamptz - interval '7 days'
              AND occurred_at > ${now}::timestamptz - interval '14 days'))::int AS growth
      FROM members
    ), rule AS (
      SELECT coalesce(p.recurring_customers, ${defaultRule.customers}) AS recurring_customers,
        coalesce(p.recurring_window_days, ${defaultRule.windowDays}) AS recurring_window_days
      FROM problems LEFT JOIN products p
        ON p.organization_id = problems.organization_id AND p.id = problems.product_id
      WHERE problems.organization_id = ${organizationId}::uuid AND problems.id = ${problemId}::uuid
    ), weeks AS (
      SELECT week, count(DISTINCT members.customer)::int AS customers
      FROM generate_series(0, 8) AS week LEFT JOIN members
        ON floor(extract(epoch FROM latest - occurred_at) / 604800) = week
      WHERE week <= (SELECT floor(extract(epoch FROM max(latest) - min(earliest)) / 604800) FROM members)
      GROUP BY week
    ), ${measuredForRecount(organizationId, problemId)}
    UPDATE problems SET report_count = reports, customer_count = customers, languages = totals.languages,
      versions = totals.versions, first_seen_at = coalesce(first_seen, first_seen_at),
      last_seen_at = coalesce(last_seen, last_seen_at), growth = lately.growth,
      ${impactSet}, updated_at = ${now}
    FROM totals, lately, rule, measured
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
    RETURNING status, recurring_since, recurring_customers, recurring_window_days, last_seen_at, customer_count,
      (SELECT count(DISTINCT customer)::int FROM members
        WHERE occurred_at > ${now}::timestamptz - make_interval(days => ${newDays})) AS customers_lately,
      EXISTS (SELECT FROM problem_signals WHERE organization_id = ${organizationId}::uuid
        AND problem_id = ${problemId}::uuid AND ended_at IS NULL) AS signalled,
      (SELECT count(DISTINCT customer)::int FROM members
        WHERE occurred_at > latest - make_interval(days => recurring_window_days)) AS customers_in_window,
      coalesce((SELECT customers FROM weeks WHERE week = 0), 0) AS customers_this_week,
      (SELECT array_agg(customers ORDER BY week) FROM weeks WHERE week > 0) AS earlier_weeks`)
  if (counted === undefined) return

  const becomesRecurring =
    counted.recurring_since === null && (await recurs(transaction, counted, problem, now))
  if (becomesRecurring) {
    // Who has decided about it already keeps the decision.
    const status = counted.status === 'CANDIDATE' ? 'RECURRING' : counted.status
    await transaction.problem.update({
      where: { organizationId_id: problem },
      data: { status, recurringSince: now, ...(status === counted.status ? {} : { statusSince: now }) },
    })
    await nameProblem(deps, transaction, organizationId, problemId)
  }
  if (counted.status === 'FIXED') await watchRegression(deps, transaction, problem)
  if (!counted.signalled && counted.customers_lately >= fewestCustomers) {
    await watchTrend(deps, transaction, problem)
  }
  if (becomesRecurring) {
    await deps.events.emit(deps, transaction, 'problem.recurring', { organizationId, problemId })
  } else {
    const recurring = counted.recurring_since !== null
    await deps.events.emit(deps, transaction, 'problem.counted', { organizationId, problemId, recurring })
  }
}

async function recurs(
  transaction: Transaction,
  counted: Counted,
  problem: { organizationId: string; id: string },
  now: Date,
): Promise<boolean> {
  const earliest = new Date(now.getTime() - longestSilenceDays * 86_400_000)
  if (counted.last_seen_at <= earliest) return false
  const rule = { customers: counted.recurring_customers, windowDays: counted.recurring_window_days }
  const counts = {
    customersInWindow: counted.customers_in_window,
    customersThisWeek: counted.customers_this_week,
    customersInEarlierWeeks: counted.earlier_weeks ?? [],
  }
  if (isRecurring(rule, counts)) return true
  // A report that came late may complete a window that ended before the latest one.
  if (counted.customer_count < rule.customers) return false
  const contacts = await transaction.$queryRaw<{ customer: string; occurredAt: Date }[]>`
    SELECT coalesce(customer_id, report_id) AS customer, occurred_at AS "occurredAt" FROM memberships
    WHERE organization_id = ${problem.organizationId}::uuid AND problem_id = ${problem.id}::uuid
      AND occurred_at > ${earliest}
    ORDER BY occurred_at`
  return mostCustomersInWindow(contacts, rule.windowDays) >= rule.customers
}
