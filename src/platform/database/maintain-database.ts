import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { defineJob, handleJob, type JobHandler } from '../jobs/define-job.ts'

/** The embedded database has no autovacuum: without this its planner would know nothing, and its files only grow. */
const maintainDatabaseJob = defineJob({
  name: 'maintain-database',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '41 * * * *',
})

export const databaseJobs: JobHandler[] = [
  handleJob(maintainDatabaseJob, async ({ database }: Deps) => {
    if (database.kind === 'embedded') await database.pool.query('VACUUM (ANALYZE)')
  }),
]
