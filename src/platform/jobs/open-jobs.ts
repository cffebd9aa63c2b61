import { fromPrisma, PgBoss } from 'pg-boss'
import type { Database } from '../database/open-database.ts'
import type { Log } from '../log.ts'
import { bossDatabase } from './boss-database.ts'
import type { Job, JobHandler } from './define-job.ts'
import type { Jobs } from './jobs.ts'

const deadLetterQueue = 'dead-letters'

const policies = {
  standard: 'standard',
  'one-waiting-per-key': 'short',
  'one-active-per-key': 'singleton',
} as const

/**
 * Notifications say that a job was sent, not that the time of a later one has come: the interval is for those. No two
 * queues have the same one, so that they don't all ask the one embedded connection at the same moment.
 */
const pollingSeconds = { shortest: 2, longest: 3 }
/** The second worker of a queue, and any further one, is woken by the first. */
const siblingsPollEverySeconds = 30

/** What is done is not kept for long: its data may quote what people edited. What failed for good is kept elsewhere. */
const finishedKeptSeconds = 86_400

/** @param maintain whether this process also expires and archives jobs (one that works them off does) */
export async function openJobs(
  database: Database,
  handlers: readonly JobHandler[],
  log: Log,
  { maintain }: { maintain: boolean },
): Promise<Jobs> {
  const embedded = database.kind === 'embedded'
  const boss = new PgBoss({
    db: bossDatabase(database),
    backend: embedded ? 'pglite' : 'postgres',
    useListenNotify: true,
    supervise: maintain,
    schedule: maintain,
    reindex: !embedded,
    monitorVacuum: !embedded,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  try {
    await boss.start()
    await createQueues(boss, handlers)
  } catch (error) {
    // Half started, it has timers that would keep the process alive; what it can't undo no longer matters.
    await boss.stop({ graceful: false }).catch(() => {})
    throw error
  }

  return {
    async send(transaction, job, data, { key, startAfter } = {}) {
      await boss.send(job.name, startAfter === undefined ? data : stamp(data, startAfter), {
        db: fromPrisma(transaction),
        ...(key === undefined ? {} : { singletonKey: key }),
        ...(startAfter === undefined ? {} : { startAfter }),
      })
    },

    async work(deps) {
      for (const [nth, { job, run }] of handlers.entries()) {
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { singletonKey: 'cron' })
        const workers: string[] = []
        const work = async ([delivered]: { data: object }[]) => {
          // A queue that was not empty is looked at again at once: by itself pg-boss sleeps after every job.
          for (const worker of workers) boss.notifyWorker(worker)
          if (delivered) await run(deps, delivered.data)
        }
        while (workers.length < workersOf(job))
          workers.push(await boss.work(job.name, pollingOf(workers.length, nth / handlers.length), work))
      }
    },

    async runDue(deps, { evenIfLater = false } = {}) {
      let ran = 0
      await keepTimes(database, evenIfLater ? null : deps.clock.now())
      for (const { job, run } of handlers) {
        for (const { id, data } of await boss.fetch(job.name, { batchSize: 100 })) {
          ran += 1
          await run(deps, data).then(
            () => boss.complete(job.name, id),
            (error: Error) => boss.fail(job.name, id, { message: error.message }),
          )
        }
      }
      return ran
    },

    async queues() {
      const found = await boss.getQueues()
      return found.map(({ name, queuedCount, activeCount, failedCount }) => ({
        name,
        waiting: queuedCount,
        active: activeCount,
        failed: failedCount,
      }))
    },

    async deadLetters() {
      const found = await boss.findJobs<object>(deadLetterQueue)
      return found.map(({ id, sourceName, data, createdOn, output }) => ({
        id,
        name: sourceName ?? deadLetterQueue,
        data,
        failedAt: createdOn,
        reason: JSON.stringify(output ?? {}),
      }))
    },

    retryDeadLetters: () => boss.redrive(deadLetterQueue),

    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

/** The time that a job waits for, by our clock: the queue has one of its own, which no story can move. */
const stamp = (data: object, startAfter: Date) => ({ ...data, notBefore: startAfter.toISOString() })

/** Makes the queue's clock agree with ours; at the end of time (null) all is due, and what failed is tried again. */
const keepTimes = ({ pool }: Database, now: Date | null) =>
  pool.query(
    `UPDATE pgboss.job SET start_after = CASE
       WHEN (data->>'notBefore')::timestamptz > $1
       THEN greatest((data->>'notBefore')::timestamptz, now() + interval '1 minute') ELSE now() END
     WHERE state = 'created' AND data->>'notBefore' IS NOT NULL OR state = 'retry' AND $2`,
    [now ?? 'infinity', now === null],
  )

/** One key that takes long, such as a repository that hangs, must not hold up the others. */
const workersOf = ({ policy }: Job): number => (policy === 'one-active-per-key' ? 3 : 1)

/** @param share from 0 to 1, where between the shortest and the longest interval */
function pollingOf(nthWorker: number, share: number) {
  const { shortest, longest } = pollingSeconds
  const seconds = nthWorker === 0 ? shortest + share * (longest - shortest) : siblingsPollEverySeconds
  return { batchSize: 1, pollingIntervalSeconds: seconds, notifyPollingIntervalSeconds: seconds }
}

async function createQueues(boss: PgBoss, handlers: readonly JobHandler[]): Promise<void> {
  await boss.createQueue(deadLetterQueue)
  for (const { job } of handlers) {
    const { name, policy, retries } = job
    await boss.createQueue(name, {
      policy: policies[policy],
      retryLimit: retries,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 600,
      deadLetter: deadLetterQueue,
      notify: true,
      // A worker that died is noticed within a minute, not when the longest job would be over.
      heartbeatSeconds: 60,
      deleteAfterSeconds: finishedKeptSeconds,
    })
  }
}
