import { z } from 'zod'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { reshapeProblem } from './reshape-problem.ts'

/** So many problems a job: it is over in a second or two. */
const atOnce = 50

/** Derives anew what problems are looked for by: their members' vectors are of another model now, or they have none. */
const refreshProblemVectorsJob = defineJob({
  name: 'refresh-problem-vectors',
  schema: z.object({ organizationId: z.uuid(), problemIds: z.array(z.uuid()) }),
  policy: 'standard',
  retries: 5,
})

export const problemVectorJobs: JobHandler[] = [
  handleJob(refreshProblemVectorsJob, async (deps, { organizationId, problemIds }) => {
    // Each by itself: a run that held several would wait for a grouping that holds them in another order.
    for (const problemId of problemIds)
      await inTransaction(deps.database, async (transaction) => {
        await reshapeProblem(deps, transaction, { organizationId, problemId })
        // By the new vectors it may be alike to others than before.
        await transaction.problem.updateMany({
          where: { organizationId, id: problemId },
          data: { comparedReports: 0 },
        })
      })
  }),
]

export const problemVectorHandlers: EventHandler[] = [
  {
    event: 'vectors.renewed',
    handle: (deps, transaction, { organizationId, problemIds }) =>
      refreshLater(deps, transaction, organizationId, problemIds),
  },
  { event: 'worker.started', react: findWithoutVector },
]

async function refreshLater(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < problemIds.length; at += atOnce)
    await deps.jobs.send(transaction, refreshProblemVectorsJob, {
      organizationId,
      problemIds: problemIds.slice(at, at + atOnce),
    })
}

/** Problems from before there were such vectors: until they have theirs, a large product doesn't find them. */
async function findWithoutVector(deps: Deps): Promise<void> {
  await inTransaction(deps.database, async (transaction) => {
    const missing = await transaction.$queryRaw<{ organizationId: string; problemIds: string[] }[]>`
      SELECT p.organization_id AS "organizationId", array_agg(p.id) AS "problemIds" FROM problems p
      WHERE EXISTS (SELECT FROM report_vectors v WHERE v.organization_id = p.organization_id
          AND v.problem_id = p.id AND v.representative)
        AND NOT EXISTS (SELECT FROM problem_vectors v WHERE v.organization_id = p.organization_id
          AND v.problem_id = p.id)
      GROUP BY p.organization_id`
    for (const { organizationId, problemIds } of missing)
      await refreshLater(deps, transaction, organizationId, problemIds)
  })
}
