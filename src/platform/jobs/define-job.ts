import type { z } from 'zod'
import type { Deps } from '../deps.ts'

/** What is to be done, by name. Those who send it need not know who does it. */
export type Job<Data extends object = object> = {
  readonly name: string
  readonly schema: z.ZodType<Data>
  /**
   * `one-waiting-per-key`: a key stands for at most one waiting job.
   * `one-active-per-key`: jobs of one key never run at the same time, on whatever node.
   */
  readonly policy: 'standard' | 'one-waiting-per-key' | 'one-active-per-key'
  /** Retries after a failure, with exponential backoff; then the job goes to the dead letters. */
  readonly retries: number
  /** Runs by itself too, with empty data: minute, hour, day, month, weekday. */
  readonly cron?: string
}

/** Who does it: idempotent, since it may run twice and must end in the same state. */
export type JobHandler = { readonly job: Job; run(deps: Deps, data: unknown): Promise<void> }

export const defineJob = <Data extends object>(job: Job<Data>): Job<Data> => job

export const handleJob = <Data extends object>(
  job: Job<Data>,
  run: (deps: Deps, data: Data) => Promise<void>,
): JobHandler => ({ job, run: (deps, data) => run(deps, job.schema.parse(data)) })
