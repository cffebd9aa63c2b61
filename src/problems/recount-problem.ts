import type { ProblemStatus } from '../platform/database/generated/prisma/client.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { nameProblem } from './name-problem.ts'
import { isRecurring } from './recurrence.ts'

type Counted = {
  status: ProblemStatus
  recurring_since: Date | null
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
 * impact = distinct customers + repeat contacts / 4; growth = reports of the last seven days minus those
 * of the seven days before.
 */
export async function recountProblem(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  const now = deps.clock.now()
  const [counted] = await transaction.$queryRaw<Counted[]>(Prisma.sql`
    WITH members AS MATERIALIZED (
      SELECT coalesce(customer_id, report_id) AS customer, language, version, occurred_at,
        max(occurred_at) OVER () AS latest, min(occurred_at) OVER () AS earliest
      FROM memberships WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
    ), totals AS (
      SELECT count(*)::int AS reports, count(DISTINCT customer)::int AS customers,
        coalesce(array_agg(DISTINCT language), '{}') AS languages,
        coalesce(array_agg(DISTINCT version) FILTER (WHERE version IS NOT NULL), '{}') AS versions,
        min(occurred_at) AS first_seen, max(occurred_at) AS last_seen,
        (count(*) FILTER (WHERE occurred_at > ${now}::timestamptz - interval '7 days')
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
    )
    UPDATE problems SET report_count = reports, customer_count = customers, languages = totals.languages,
      versions = totals.versions, first_seen_at = coalesce(first_seen, first_seen_at),
      last_seen_at = coalesce(last_seen, last_seen_at), growth = totals.growth,
      impact = customers + (reports - customers) / 4.0, updated_at = ${now}
    FROM totals, rule
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
    RETURNING status, recurring_since, recurring_customers, recurring_window_days,
      (SELECT count(DISTINCT customer)::int FROM members
        WHERE occurred_at > latest - make_interval(days => recurring_window_days)) AS customers_in_window,
      coalesce((SELECT customers FROM weeks WHERE week = 0), 0) AS customers_this_week,
      (SELECT array_agg(customers ORDER BY week) FROM weeks WHERE week > 0) AS earlier_weeks`)
  if (counted === undefined) return

  const recurs = isRecurring(
    { customers: counted.recurring_customers, windowDays: counted.recurring_window_days },
    {
      customersInWindow: counted.customers_in_window,
      customersThisWeek: counted.customers_this_week,
      customersInEarlierWeeks: counted.earlier_weeks ?? [],
    },
  )
  if (counted.recurring_since === null && recurs) {
    // Who has decided about it already keeps the decision.
    const status = counted.status === 'CANDIDATE' ? 'RECURRING' : counted.status
    await transaction.problem.update({
      where: { organizationId_id: { organizationId, id: problemId } },
      data: { status, recurringSince: now, ...(status === counted.status ? {} : { statusSince: now }) },
    })
    await nameProblem(transaction, organizationId, problemId)
    await deps.events.emit(deps, transaction, 'problem.recurring', { organizationId, problemId })
  } else {
    const recurring = counted.recurring_since !== null
    await deps.events.emit(deps, transaction, 'problem.counted', { organizationId, problemId, recurring })
  }
}
