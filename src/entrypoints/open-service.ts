import type { Embedder } from '../embedding/embedder.ts'
import type { Env } from '../env.ts'
import { openGitHub } from '../github/open-github.ts'
import { systemClock } from '../platform/clock.ts'
import { applyMigrations, migrationsFolder } from '../platform/database/apply-migrations.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import type { Deps } from '../platform/deps.ts'
import { randomIds } from '../platform/ids.ts'
import { openLog } from '../platform/log.ts'
import { defaultTiming, type TicketTiming } from '../tickets/tickets.deps.ts'
import { assembleDeps } from './assemble-deps.ts'
import { pickEmbedder } from './pick-embedder.ts'

export type Service = {
  deps: Deps
  /** Whether the embedder has loaded; reports that come before wait to be grouped. */
  ready(): boolean
  close(): Promise<void>
}

/** Opens everything that the environment names: database, embedder, GitHub, jobs. */
export async function openService(
  env: Env,
  options: { works: boolean; ticketing?: TicketTiming; embedder?: Embedder },
): Promise<Service> {
  const log = openLog(env.logLevel)
  const embedder = options.embedder ?? pickEmbedder(env)
  let loaded = false
  const loading = embedder.ready().then(
    () => {
      loaded = true
    },
    (error: unknown) =>
      log.error({ err: error }, 'the embedder is not available; reports are kept and grouped later'),
  )
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log })
  try {
    await applyMigrations(database.pool, migrationsFolder)
    const github = env.github === null ? null : openGitHub(env.github, { log })
    if (github === null)
      log.info('GitHub ticketing is off: set GITHUB_TOKEN or GITHUB_APP_ID; tickets wait until then')
    const { publicUrl } = env
    const ticketing = options.ticketing ?? defaultTiming
    const deps = await assembleDeps({
      database,
      embedder,
      github,
      clock: systemClock,
      ids: randomIds,
      log,
      publicUrl,
      ticketing,
      works: options.works,
    })
    await loading
    return {
      deps,
      ready: () => loaded,
      async close() {
        await deps.jobs.close()
        await deps.broadcast.close()
        await embedder.close()
        await database.close()
      },
    }
  } catch (error) {
    await embedder.close()
    await database.close()
    throw error
  }
}
