import type { Transaction } from '../database/transaction.ts'
import type { Deps } from '../deps.ts'
import type { Job } from './define-job.ts'

export type SendOptions = {
  /** What the job is about; see the policies of a job. */
  key?: string
  startAfter?: Date
}

/** A job that failed for good: an operator reads why, mends it, and sends it back. */
export type DeadJob = { id: string; name: string; data: object; failedAt: Date; reason: string }

/** Work that is done later, kept in the same database as the state change that causes it. */
export interface Jobs {
  /** The job commits with the transaction. */
  send<Data extends object>(
    transaction: Transaction,
    job: Job<Data>,
    data: Data,
    options?: SendOptions,
  ): Promise<void>
  /** Works jobs off, as they come, until `close`. */
  work(deps: Deps): Promise<void>
  /**
   * Runs once what is due now, by our clock, and returns how many ran: for commands and tests that must finish.
   * @param options evenIfFailed also what waits to be tried again; evenIfLater also what waits for its time
   */
  runDue(deps: Deps, options?: { evenIfLater?: boolean; evenIfFailed?: boolean }): Promise<number>
  queues(): Promise<{ name: string; waiting: number; active: number; failed: number }[]>
  deadLetters(): Promise<DeadJob[]>
  /** Sends dead letters back to the queues they came from; returns how many. */
  retryDeadLetters(): Promise<number>
  close(): Promise<void>
}
