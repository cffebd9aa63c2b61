import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { newDays } from './read-trend.ts'

/** A spike lasts a week at least, as its days count in that week; after four it is how things are. */
const spikeDays = { least: 7, most: 28 }
/** After so many days without reports a review is over; what comes then is told anew. */
const quietDays = 7
/** How long a regression that nobody decides about keeps other signals of its problem quiet. */
const regressionDays = 28

/** Ends the episodes that are over, so that the next one is told. */
export async function endSignals(deps: Deps): Promise<void> {
  const now = Prisma.sql`${deps.clock.now()}::timestamptz`
  const ago = (days: number) => Prisma.sql`${now} - make_interval(days => ${days})`
  await deps.database.prisma.$executeRaw(Prisma.sql`
    UPDATE problem_signals s SET ended_at = ${now} FROM problems p
    WHERE s.ended_at IS NULL AND p.organization_id = s.organization_id AND p.id = s.problem_id AND CASE s.kind
      WHEN 'EMERGING' THEN p.first_seen_at < ${ago(newDays)}
      WHEN 'REGRESSION' THEN s.at < ${ago(regressionDays)}
      WHEN 'REGRESSION_REVIEW' THEN p.last_seen_at < ${ago(quietDays)}
      ELSE s.at <= ${ago(spikeDays.most)} OR s.at <= ${ago(spikeDays.least)} AND s.calm_customers >= (
        SELECT count(DISTINCT coalesce(m.customer_id, m.report_id)) FROM memberships m
        WHERE m.organization_id = s.organization_id AND m.problem_id = s.problem_id AND m.occurred_at > ${ago(7)})
      END`)
}
