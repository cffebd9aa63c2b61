import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { defineJob, handleJob, type JobHandler } from '../jobs/define-job.ts'
import type { Database } from './open-database.ts'

/** The embedded database has no autovacuum: without these its planner would know nothing, and its files only grow. */
const maintainDatabaseJob = defineJob({
  name: 'maintain-database',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '41 * * * *',
})

/** Often, as a new database fills within minutes, and the plans of its first statements are those for empty tables. */
const analyzeDatabaseJob = defineJob({
  name: 'analyze-database',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 0,
  cron: '* * * * *',
})

export const databaseJobs: JobHandler[] = [
  handleJob(maintainDatabaseJob, async ({ database }: Deps) => {
    if (database.kind === 'embedded') await database.pool.query('VACUUM (ANALYZE)')
  }),
  handleJob(analyzeDatabaseJob, async ({ database }: Deps) => {
    if (database.kind === 'embedded') await analyzeGrownTables(database)
  }),
]

/** Those that autovacuum would: a tenth of their rows changed, and 50. What was planned before is planned again. */
export async function analyzeGrownTables({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', s.schemaname, s.relname) AS name
     FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
     WHERE s.n_mod_since_analyze > 50 + greatest(c.reltuples, 0) / 10`,
  )
  for (const { name } of rows) await pool.query(`ANALYZE ${name}`)
}
