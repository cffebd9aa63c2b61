import '../catalog/catalog.deps.ts'
import '../reports/reports.deps.ts'
import '../tickets/tickets.deps.ts'
import type { Embedder } from '../embedding/embedder.ts'
import type { GitHub } from '../github/github.ts'
import { groupingHandlers, groupingJobs } from '../grouping/grouping.jobs.ts'
import { guidanceHandlers, guidanceJobs } from '../guidance/publish-comment.ts'
import { openBroadcast } from '../platform/broadcast.ts'
import type { Clock } from '../platform/clock.ts'
import { databaseJobs } from '../platform/database/maintain-database.ts'
import type { Database } from '../platform/database/open-database.ts'
import type { Deps } from '../platform/deps.ts'
import { createEvents } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import { openJobs } from '../platform/jobs/open-jobs.ts'
import type { Log } from '../platform/log.ts'
import { problemJobs } from '../problems/problems.jobs.ts'
import { Lexicons } from '../reports/vectors/lexicons.ts'
import type { TicketTiming } from '../tickets/tickets.deps.ts'
import { ticketHandlers, ticketJobs } from '../tickets/tickets.jobs.ts'

export type Adapters = {
  database: Database
  embedder: Embedder
  github: GitHub | null
  clock: Clock
  ids: Ids
  log: Log
  publicUrl: string
  ticketing: TicketTiming
  /** Whether this process works jobs off. */
  works: boolean
}

/** The adapters that were picked, with the slices' jobs and event handlers. */
export async function assembleDeps({ works, ...adapters }: Adapters): Promise<Deps> {
  const jobs = await openJobs(
    adapters.database,
    [...databaseJobs, ...problemJobs, ...groupingJobs, ...ticketJobs, ...guidanceJobs],
    adapters.log,
    { maintain: works },
  )
  try {
    return {
      ...adapters,
      lexicons: new Lexicons(),
      events: createEvents([...groupingHandlers, ...ticketHandlers, ...guidanceHandlers]),
      jobs,
      broadcast: await openBroadcast(adapters.database),
    }
  } catch (error) {
    await jobs.close()
    throw error
  }
}
