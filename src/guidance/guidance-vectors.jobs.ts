import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { loadedModel } from '../reports/vectors/loaded-model.ts'
import { renewGuidanceVectors } from './renew-guidance-vectors.ts'

/** Embeds guidance with the model that is configured now, and what was written while there was none. */
const reembedGuidanceJob = defineJob({
  name: 'reembed-guidance',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '*/5 * * * *',
})

export const guidanceVectorJobs: JobHandler[] = [
  handleJob(reembedGuidanceJob, async (deps) => {
    const model = await loadedModel(deps)
    if (model === null) return
    let renewed = 0
    for (let now = -1; now !== 0; renewed += now) now = await renewGuidanceVectors(deps, model)
    if (renewed > 0) deps.log.info({ model, renewed }, 'guidance is embedded with this model')
  }),
]

export const guidanceVectorHandlers: EventHandler[] = [
  {
    event: 'worker.started',
    react: (deps) =>
      inTransaction(deps.database, (transaction) => deps.jobs.send(transaction, reembedGuidanceJob, {})),
  },
]
