import { z } from 'zod'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { growthPoints } from './impact/measure-impact.ts'

/** Time alone moves the growth of a problem that nobody reports any more. */
const ageGrowthJob = defineJob({
  name: 'age-growth',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '23 * * * *',
})

export const problemJobs: JobHandler[] = [handleJob(ageGrowthJob, ageGrowth)]

/**
 * Counts the growth of every problem again that was reported within the last weeks, or still shows any; its impact
 * goes with it.
 */
export async function ageGrowth(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  await deps.database.prisma.$executeRaw(Prisma.sql`
    WITH counted AS (
      SELECT p.organization_id, p.id,
        (count(m.report_id) FILTER (WHERE m.occurred_at > ${now}::timestamptz - interval '7 days')
          - count(m.report_id) FILTER (WHERE m.occurred_at <= ${now}::timestamptz - interval '7 days'))::int AS growth
      FROM problems p LEFT JOIN memberships m ON m.organization_id = p.organization_id AND m.problem_id = p.id
        AND m.occurred_at > ${now}::timestamptz - interval '14 days'
      WHERE p.growth <> 0 OR p.last_seen_at > ${now}::timestamptz - interval '14 days'
      GROUP BY p.organization_id, p.id
    )
    UPDATE problems SET growth = counted.growth,
      impact = impact - ${growthPoints(Prisma.sql`problems.growth`)} + ${growthPoints(Prisma.sql`counted.growth`)}
    FROM counted
    WHERE problems.organization_id = counted.organization_id AND problems.id = counted.id
      AND problems.growth <> counted.growth`)
}
