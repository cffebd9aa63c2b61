import { z } from 'zod'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { findGrownProblems, problemsAtOnce } from './find-grown-problems.ts'
import { groupReports } from './group-reports.ts'
import { groupWhatCan } from './group-what-can.ts'
import { problemVectorHandlers, problemVectorJobs } from './problem-vectors.jobs.ts'
import { regroupProblems } from './regroup-problems.ts'
import { reshapeProblem } from './reshape-problem.ts'
import { suggestionHandlers } from './suggestions.jobs.ts'

/** How many reports one run takes: few enough that a live report of the product never waits long for the lock. */
const batchSize = 50
/** How long after a live report could not be grouped it is tried again. */
const retryAfterMs = 15_000

/** Groups what waits in an organization: history, and what came in while the embedder was down. */
export const groupPendingReports = defineJob({
  name: 'group-pending-reports',
  schema: z.object({ organizationId: z.uuid() }),
  policy: 'one-waiting-per-key',
  retries: 20,
})

/** So many batches a run; what is left goes on in the next one, before the queue takes this one for dead. */
const mostBatches = 100

/** Finds what no job waits for: a live report whose grouping failed after its own job had run. */
const sweepPendingReportsJob = defineJob({
  name: 'sweep-pending-reports',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '* * * * *',
})

/** Compares an organization's problems that have got reports since they were last compared. */
export const regroupProblemsJob = defineJob({
  name: 'regroup-problems',
  schema: z.object({ organizationId: z.uuid() }),
  policy: 'one-waiting-per-key',
  retries: 3,
})

/** Finds the organizations that have such problems. */
const sweepGrownProblemsJob = defineJob({
  name: 'sweep-grown-problems',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '7,22,37,52 * * * *',
})

async function regroup(deps: Deps, { organizationId }: { organizationId: string }): Promise<void> {
  const grown = await findGrownProblems(deps, organizationId)
  await regroupProblems(deps, organizationId, grown)
  if (grown.length < problemsAtOnce) return
  await inTransaction(deps.database, (transaction) =>
    deps.jobs.send(transaction, regroupProblemsJob, { organizationId }, { key: organizationId }),
  )
}

async function sweepGrownProblems(deps: Deps): Promise<void> {
  const grown = await deps.database.prisma.$queryRaw<{ organizationId: string }[]>`
    SELECT DISTINCT organization_id AS "organizationId" FROM problems
    WHERE report_count > 0 AND report_count <> compared_reports`
  for (const { organizationId } of grown) {
    await inTransaction(deps.database, (transaction) =>
      deps.jobs.send(transaction, regroupProblemsJob, { organizationId }, { key: organizationId }),
    )
  }
}

async function sweepPendingReports(deps: Deps): Promise<void> {
  const waiting = await deps.database.prisma.report.groupBy({
    by: ['organizationId'],
    where: { groupedAt: null },
  })
  for (const { organizationId } of waiting) {
    await inTransaction(deps.database, (transaction) =>
      deps.jobs.send(transaction, groupPendingReports, { organizationId }, { key: organizationId }),
    )
  }
}

/** A report that cannot be grouped keeps no other one waiting: it is left out until the next run. */
async function groupPending(deps: Deps, { organizationId }: { organizationId: string }): Promise<void> {
  const failed: string[] = []
  let tried = 0
  for (let batch = 0; batch < mostBatches; batch++) {
    const pending = await deps.database.prisma.report.findMany({
      where: { organizationId, groupedAt: null, id: { notIn: failed } },
      orderBy: [{ receivedAt: 'asc' }, { occurredAt: 'asc' }, { id: 'asc' }],
      take: batchSize,
      select: { id: true },
    })
    if (pending.length === 0) return
    const reportIds = pending.map(({ id }) => id)
    tried += reportIds.length
    failed.push(...(await groupWhatCan(deps, organizationId, reportIds)))
  }
  // Where nothing can be grouped, the sweep asks again soon enough.
  if (failed.length === tried) return
  await inTransaction(deps.database, (transaction) =>
    deps.jobs.send(transaction, groupPendingReports, { organizationId }, { key: organizationId }),
  )
}

export const groupingJobs: JobHandler[] = [
  handleJob(sweepPendingReportsJob, sweepPendingReports),
  handleJob(sweepGrownProblemsJob, sweepGrownProblems),
  handleJob(regroupProblemsJob, regroup),
  ...problemVectorJobs,
  handleJob(groupPendingReports, groupPending),
]

const groupLater = (deps: Deps, transaction: Transaction, organizationId: string, startAfter?: Date) =>
  deps.jobs.send(
    transaction,
    groupPendingReports,
    { organizationId },
    { key: organizationId, ...(startAfter ? { startAfter } : {}) },
  )

export const groupingHandlers: EventHandler[] = [
  {
    event: 'reports.received',
    handle: async (deps, transaction, { organizationId, urgency }) => {
      // A live report is grouped before it is answered. Until then it says itself that it waits: should this
      // process die, the sweep finds it.
      if (urgency === 'HISTORY') await groupLater(deps, transaction, organizationId)
    },
  },
  {
    event: 'reports.received',
    react: async (deps, { organizationId, reportIds, urgency }) => {
      if (urgency === 'HISTORY') return
      try {
        await groupReports(deps, organizationId, reportIds)
      } catch (error) {
        const startAfter = new Date(deps.clock.now().getTime() + retryAfterMs)
        await inTransaction(deps.database, (transaction) =>
          groupLater(deps, transaction, organizationId, startAfter),
        )
        throw error
      }
    },
  },
  { event: 'worker.started', react: sweepPendingReports },
  { event: 'problem.reshaped', handle: reshapeProblem },
  ...suggestionHandlers,
  ...problemVectorHandlers,
]
