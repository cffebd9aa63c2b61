import type { Database } from '../../../src/platform/database/open-database.ts'
import type { JobHandler } from '../../../src/platform/jobs/define-job.ts'
import type { Jobs } from '../../../src/platform/jobs/jobs.ts'
import type { SetClock } from '../../support/set-clock.ts'
import type { Dice } from './dice.ts'

export type WalkJob = { id: string; name: string; data: object; retried: number }

/** As pg-boss keeps them, but on the walk's own clock: a job that waits for its time waits. */
export type WalkJobs = Jobs & {
  /** Takes one that is due, in the order of its queue; which queue is a matter of chance. */
  take(dice: Dice): Promise<{ job: WalkJob; handler: JobHandler } | null>
  done(job: WalkJob): Promise<void>
  failed(job: WalkJob): Promise<void>
  /** Jobs whose worker died come back once that is noticed. */
  bringBack(): Promise<void>
  /** Has what is asked for by the clock asked for. */
  ring(): Promise<void>
  /** Jobs that wait, by when they are due; those that ring by themselves left out. */
  waiting(): Promise<{ name: string; startAfter: Date; state: string }[]>
  dead(): number
}

/** A worker that died is noticed after so long. */
const heartbeatMs = 60_000

/** What is asked for each minute is asked for each tenth: so little is found to be done by it. */
const ringEveryMs = 600_000

const table = `CREATE TABLE walk_jobs (
  id bigserial PRIMARY KEY, name text NOT NULL, data jsonb NOT NULL, key text, start_after timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting', retried int NOT NULL DEFAULT 0, taken_at timestamptz);
  CREATE INDEX ON walk_jobs (name, key, state, start_after)`

/** @param handlers those whose jobs run; what is sent to others is left out */
export async function openWalkJobs(
  database: Database,
  handlers: readonly JobHandler[],
  clock: SetClock,
): Promise<WalkJobs> {
  await database.pool.query(table)
  const known = new Map(handlers.map((handler) => [handler.job.name, handler]))
  const onePerKey = namesOf(handlers, 'one-active-per-key')
  const oneWaiting = namesOf(handlers, 'one-waiting-per-key')
  let rungAt = 0
  let dead = 0

  const failed = async ({ id, name, retried }: WalkJob) => {
    const job = known.get(name)?.job
    if (job === undefined || retried >= job.retries) {
      dead += 1
      await database.pool.query('DELETE FROM walk_jobs WHERE id = $1', [id])
      return
    }
    const later = new Date(clock.now().getTime() + Math.min(2_000 * 2 ** retried, 600_000))
    await database.pool.query(
      `UPDATE walk_jobs SET state = 'waiting', retried = retried + 1, start_after = $2 WHERE id = $1`,
      [id, later],
    )
  }

  return {
    async send(transaction, { name }, data, { key = null, startAfter = clock.now() }: Sent = {}) {
      if (!known.has(name)) return
      await transaction.$executeRaw`
        INSERT INTO walk_jobs (name, data, key, start_after)
        SELECT ${name}, ${JSON.stringify(data)}::jsonb, ${key}, ${startAfter}
        WHERE NOT (${oneWaiting.includes(name)} AND EXISTS (
          SELECT FROM walk_jobs WHERE name = ${name} AND key IS NOT DISTINCT FROM ${key} AND state = 'waiting'))`
    },
    async take(dice) {
      const { rows } = await database.pool.query<WalkJob>(
        `WITH active AS MATERIALIZED (SELECT DISTINCT name, key FROM walk_jobs WHERE state = 'active' AND name = ANY($2))
         SELECT DISTINCT ON (j.name) j.id, j.name, j.data, j.retried FROM walk_jobs j
         LEFT JOIN active a ON a.name = j.name AND a.key IS NOT DISTINCT FROM j.key
         WHERE j.state = 'waiting' AND j.start_after <= $1 AND a.name IS NULL
         ORDER BY j.name, j.id`,
        [clock.now(), onePerKey],
      )
      const job = dice.pick(rows)
      const handler = job && known.get(job.name)
      if (job === undefined || handler === undefined) return null
      await database.pool.query(`UPDATE walk_jobs SET state = 'active', taken_at = $2 WHERE id = $1`, [
        job.id,
        clock.now(),
      ])
      return { job, handler }
    },
    async done({ id }) {
      await database.pool.query('DELETE FROM walk_jobs WHERE id = $1', [id])
    },
    failed,
    async bringBack() {
      const { rows } = await database.pool.query<WalkJob>(
        `SELECT id, name, data, retried FROM walk_jobs WHERE state = 'active' AND taken_at <= $1 ORDER BY id`,
        [new Date(clock.now().getTime() - heartbeatMs)],
      )
      for (const job of rows) await failed(job)
    },
    async ring() {
      const now = clock.now().getTime()
      if (Math.floor(now / ringEveryMs) === Math.floor(rungAt / ringEveryMs)) return
      for (const { job } of handlers.filter(({ job }) => job.cron !== undefined)) {
        await database.pool.query(
          `INSERT INTO walk_jobs (name, data, key, start_after) SELECT $1, '{}', 'cron', $2
           WHERE NOT EXISTS (SELECT FROM walk_jobs WHERE name = $1 AND key = 'cron' AND state = 'waiting')`,
          [job.name, clock.now()],
        )
      }
      rungAt = now
    },
    async waiting() {
      const { rows } = await database.pool.query<{ name: string; startAfter: Date; state: string }>(
        `SELECT name, start_after AS "startAfter", state FROM walk_jobs ORDER BY start_after, id`,
      )
      return rows
    },
    dead: () => dead,
    work: async () => {},
    runDue: async () => 0,
    queues: async () => [],
    deadLetters: async () => [],
    retryDeadLetters: async () => 0,
    close: async () => {},
  }
}

type Sent = { key?: string | null; startAfter?: Date }

const namesOf = (handlers: readonly JobHandler[], policy: string): string[] =>
  handlers.filter(({ job }) => job.policy === policy).map(({ job }) => job.name)
