import type { Broadcast } from './broadcast.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/open-database.ts'
import type { Events } from './events.ts'
import type { Ids } from './ids.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Log } from './log.ts'

/**
 * What use cases are given. A slice that needs more (an embedder, GitHub) declares it by merging
 * into this interface, so that upstream slices never learn of it.
 */
export interface Deps {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly jobs: Jobs
  readonly events: Events
  readonly broadcast: Broadcast
}
