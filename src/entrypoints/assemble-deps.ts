import '../catalog/catalog.deps.ts'
import '../guidance/guidance.deps.ts'
import '../problems/names/names.deps.ts'
import '../reports/reports.deps.ts'
import '../repositories/repositories.deps.ts'
import type { Embedder } from '../embedding/embedder.ts'
import type { GitHub } from '../github/github.ts'
import { groupingHandlers, groupingJobs } from '../grouping/grouping.jobs.ts'
import { guidanceHandlers, guidanceJobs } from '../guidance/guidance.jobs.ts'
import { guidanceVectorHandlers, guidanceVectorJobs } from '../guidance/guidance-vectors.jobs.ts'
import { WritePermissions } from '../guidance/write-permissions.ts'
import type { Namer } from '../naming/namer.ts'
import { openBroadcast } from '../platform/broadcast.ts'
import type { Clock } from '../platform/clock.ts'
import { databaseJobs } from '../platform/database/maintain-database.ts'
import type { Database } from '../platform/database/open-database.ts'
import type { Deps } from '../platform/deps.ts'
import { createEvents, type EventHandler } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import type { JobHandler } from '../platform/jobs/define-job.ts'
import { openJobs } from '../platform/jobs/open-jobs.ts'
import type { Log } from '../platform/log.ts'
import { impactHandlers, impactJobs } from '../problems/impact/impact.jobs.ts'
import { nameHandlers, nameJobs } from '../problems/names/names.jobs.ts'
import { problemJobs } from '../problems/problems.jobs.ts'
import { trendHandlers, trendJobs } from '../problems/trend/trend.jobs.ts'
import { Centers } from '../reports/vectors/centers.ts'
import { Lexicons } from '../reports/vectors/lexicons.ts'
import { vectorHandlers, vectorJobs } from '../reports/vectors/vectors.jobs.ts'
import { DeliveryRush } from '../repositories/delivery-rush.ts'
import { openGitHubCounters } from '../repositories/github-counters.ts'
import type { GitHubTiming } from '../repositories/repositories.deps.ts'
import { repositoryHandlers, repositoryJobs } from '../repositories/repositories.jobs.ts'
import { ticketHandlers, ticketJobs } from '../tickets/tickets.jobs.ts'

export type Adapters = {
  database: Database
  embedder: Embedder
  github: GitHub | null
  /** None: names are made from the reports alone. */
  namer?: Namer | null
  clock: Clock
  ids: Ids
  log: Log
  publicUrl: string
  timing: GitHubTiming
  /** Whether this process works jobs off. */
  works: boolean
}

/** What all slices do later, and what they hear of each other, in the order in which they hear it. */
export const allJobs: readonly JobHandler[] = [
  ...databaseJobs,
  ...repositoryJobs,
  ...vectorJobs,
  ...problemJobs,
  ...trendJobs,
  ...nameJobs,
  ...impactJobs,
  ...groupingJobs,
  ...ticketJobs,
  ...guidanceJobs,
  ...guidanceVectorJobs,
]
export const allHandlers: readonly EventHandler[] = [
  ...repositoryHandlers,
  ...vectorHandlers,
  ...trendHandlers,
  ...nameHandlers,
  ...impactHandlers,
  ...groupingHandlers,
  ...ticketHandlers,
  ...guidanceHandlers,
  ...guidanceVectorHandlers,
]

/** The adapters that were picked, with the slices' jobs and event handlers. */
export async function assembleDeps({ works, namer = null, ...adapters }: Adapters): Promise<Deps> {
  const jobs = await openJobs(adapters.database, allJobs, adapters.log, { maintain: works })
  try {
    return {
      ...adapters,
      namer,
      counters: openGitHubCounters(),
      writePermissions: new WritePermissions(),
      rush: new DeliveryRush(),
      lexicons: new Lexicons(),
      centers: new Centers(),
      events: createEvents(allHandlers),
      jobs,
      broadcast: await openBroadcast(adapters.database),
    }
  } catch (error) {
    await jobs.close()
    throw error
  }
}
