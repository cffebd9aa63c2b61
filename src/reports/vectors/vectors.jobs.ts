import { z } from 'zod'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import type { EventHandler } from '../../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../../platform/jobs/define-job.ts'
import { groupingProgress } from './grouping-progress.ts'
import { loadedModel } from './loaded-model.ts'
import { renewVectors } from './renew-vectors.ts'

/** So many batches a run; what is left goes on in the next one, so that progress is logged and a stop is quick. */
const mostBatches = 25
/** When all that is left is being changed by others, they get so long to finish. */
const pauseMs = 5_000

/** Embeds an organization's reports with the model that is configured now. */
const reembedReportsJob = defineJob({
  name: 'reembed-reports',
  schema: z.object({ organizationId: z.uuid(), model: z.string() }),
  policy: 'one-active-per-key',
  retries: 20,
})

/** Looks for organizations with vectors of another model: after a start, and now and then. */
const sweepStaleVectorsJob = defineJob({
  name: 'sweep-stale-vectors',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '*/5 * * * *',
})

async function sweepStaleVectors(deps: Deps): Promise<void> {
  const model = await loadedModel(deps)
  if (model === null) return
  const stale = await deps.database.prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM organizations o WHERE
      EXISTS (SELECT FROM report_vectors v WHERE v.organization_id = o.id AND v.asked_model < ${model})
      OR EXISTS (SELECT FROM report_vectors v WHERE v.organization_id = o.id AND v.asked_model > ${model})`
  for (const { id } of stale) await goOn(deps, id, model)
}

async function reembedReports(
  deps: Deps,
  { organizationId, model }: { organizationId: string; model: string },
): Promise<void> {
  // Sent by a node with other settings, such as one that is being replaced: each node knows its own model only.
  if ((await loadedModel(deps)) !== model) return
  for (let batch = 0; batch < mostBatches; batch++) {
    const { found, renewed } = await renewVectors(deps, organizationId, model)
    if (found === 0) return logProgress(deps, organizationId)
    if (renewed === 0) return goOn(deps, organizationId, model, pauseMs)
  }
  await logProgress(deps, organizationId)
  await goOn(deps, organizationId, model)
}

const goOn = (deps: Deps, organizationId: string, model: string, afterMs?: number): Promise<void> =>
  inTransaction(deps.database, (transaction) =>
    deps.jobs.send(
      transaction,
      reembedReportsJob,
      { organizationId, model },
      {
        key: organizationId,
        ...(afterMs ? { startAfter: new Date(deps.clock.now().getTime() + afterMs) } : {}),
      },
    ),
  )

async function logProgress(deps: Deps, organizationId: string): Promise<void> {
  const { model, reports, vectorsOfModel, waitingForGroup } = await groupingProgress(deps, organizationId)
  const left = reports - waitingForGroup - (vectorsOfModel ?? 0)
  deps.log.info(
    { organizationId, model, done: vectorsOfModel, left },
    left === 0 ? 'all reports are embedded with this model' : 'reports are being embedded with this model',
  )
}

export const vectorJobs: JobHandler[] = [
  handleJob(sweepStaleVectorsJob, sweepStaleVectors),
  handleJob(reembedReportsJob, reembedReports),
]

export const vectorHandlers: EventHandler[] = [
  {
    event: 'worker.started',
    // As a job: a model that is slow to load must not hold up the start.
    react: (deps) =>
      inTransaction(deps.database, (transaction) => deps.jobs.send(transaction, sweepStaleVectorsJob, {})),
  },
]
