import type { Clock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/open-database.ts'
import type { Jobs } from '../../src/platform/jobs/jobs.ts'

/** The queue goes by the database's clock: what is to start later starts so much later there as by the world's clock. */
export const jobsByClock = (jobs: Jobs, clock: Clock): Jobs => ({
  ...jobs,
  send: (transaction, job, data, { startAfter, ...options } = {}) =>
    jobs.send(transaction, job, data, {
      ...options,
      ...(startAfter && {
        startAfter: new Date(Date.now() + startAfter.getTime() - clock.now().getTime()),
      }),
    }),
})

/** Lets time pass for jobs that wait, those that failed and are tried again later included. */
export async function forwardJobs({ pool }: Database, milliseconds: number): Promise<void> {
  await pool.query(
    `UPDATE pgboss.job SET start_after = start_after - $1 * interval '1 millisecond'
     WHERE state IN ('created', 'retry')`,
    [milliseconds],
  )
}
