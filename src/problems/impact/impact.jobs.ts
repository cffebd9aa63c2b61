import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import type { EventHandler } from '../../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../../platform/jobs/define-job.ts'
import { mostReportsInRecount } from './recount-impact.ts'
import { scoreProblems } from './score-problems.ts'

const problemsAtOnce = 200

/**
 * Scores the problems of an organization again, or only those that customers are affected by. Any number may wait:
 * one that was left out because another waits might be the only one to see what was set last.
 */
export const scoreImpact = defineJob({
  name: 'score-impact',
  schema: z.object({ organizationId: z.uuid(), customerIds: z.array(z.uuid()).optional() }),
  policy: 'standard',
  retries: 5,
})

/** Scores large problems whose reports changed: a recount leaves them out. */
const scoreLargeProblemsJob = defineJob({
  name: 'score-large-problems',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '* * * * *',
})

export const impactJobs: JobHandler[] = [
  handleJob(scoreLargeProblemsJob, scoreLargeProblems),
  handleJob(scoreImpact, async (deps, { organizationId, customerIds }) => {
    if (customerIds !== undefined) return scoreInTurns(deps, organizationId, customerIds)
    for (let after = ''; ; ) {
      const problems = await deps.database.prisma.problem.findMany({
        where: { organizationId, reportCount: { gt: 0 }, ...(after ? { id: { gt: after } } : {}) },
        orderBy: { id: 'asc' },
        take: problemsAtOnce,
        select: { id: true },
      })
      await scoreProblems(
        deps,
        organizationId,
        problems.map(({ id }) => id),
      )
      after = problems.at(-1)?.id ?? ''
      if (problems.length < problemsAtOnce) return
    }
  }),
]

async function scoreInTurns(deps: Deps, organizationId: string, customerIds: readonly string[]) {
  const affected = await deps.database.prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT m.problem_id AS id
    FROM reports r JOIN memberships m ON m.organization_id = r.organization_id AND m.report_id = r.id
    WHERE r.organization_id = ${organizationId}::uuid AND r.customer_id = ANY(${customerIds}::uuid[])`
  const ids = affected.map(({ id }) => id)
  for (let at = 0; at < ids.length; at += problemsAtOnce)
    await scoreProblems(deps, organizationId, ids.slice(at, at + problemsAtOnce))
}

export async function scoreLargeProblems(deps: Deps): Promise<void> {
  const outdated = await deps.database.prisma.$queryRaw<{ organizationId: string; id: string }[]>`
    SELECT organization_id AS "organizationId", id FROM problems
    WHERE report_count > ${mostReportsInRecount} AND impact_amounts -> 'outdated' IS NOT NULL LIMIT ${problemsAtOnce}`
  for (const { organizationId, id } of outdated) await scoreProblems(deps, organizationId, [id])
}

export const impactHandlers: EventHandler[] = [
  {
    event: 'customers.changed',
    handle: (deps, transaction, { organizationId, customerIds }) =>
      deps.jobs.send(transaction, scoreImpact, { organizationId, customerIds: [...customerIds] }),
  },
]
