import { z } from 'zod'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import type { EventHandler } from '../../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../../platform/jobs/define-job.ts'
import { endSignals } from './end-signals.ts'
import { watchRegression } from './watch-regression.ts'

const endSignalsJob = defineJob({
  name: 'end-signals',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '41 * * * *',
})

/** A release, or its date, that becomes known later may show that fixed problems are back. */
const watchRegressionsJob = defineJob({
  name: 'watch-regressions',
  schema: z.object({ organizationId: z.uuid(), productId: z.uuid() }),
  policy: 'one-waiting-per-key',
  retries: 5,
})

export const trendJobs: JobHandler[] = [
  handleJob(endSignalsJob, endSignals),
  handleJob(watchRegressionsJob, watchRegressions),
]

async function watchRegressions(
  deps: Deps,
  { organizationId, productId }: { organizationId: string; productId: string },
): Promise<void> {
  const fixed = await deps.database.prisma.problem.findMany({
    where: { organizationId, productId, status: 'FIXED' },
    select: { id: true, recurringSince: true },
  })
  for (const { id, recurringSince } of fixed) {
    await inTransaction(deps.database, async (transaction) => {
      if (!(await watchRegression(deps, transaction, { organizationId, id }))) return
      const recurring = recurringSince !== null
      await deps.events.emit(deps, transaction, 'problem.counted', {
        organizationId,
        problemId: id,
        recurring,
      })
    })
  }
}

export const trendHandlers: EventHandler[] = [
  { event: 'worker.started', react: endSignals },
  {
    event: 'release.recorded',
    handle: (deps, transaction, { organizationId, productId }) =>
      deps.jobs.send(
        transaction,
        watchRegressionsJob,
        { organizationId, productId },
        { key: `${organizationId} ${productId}` },
      ),
  },
]
