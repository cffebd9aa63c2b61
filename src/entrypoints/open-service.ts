import { setTimeout as startTimer } from 'node:timers'
import { setTimeout } from 'node:timers/promises'
import type { Embedder } from '../embedding/embedder.ts'
import type { Env } from '../env.ts'
import { openGitHub } from '../github/open-github.ts'
import { systemClock } from '../platform/clock.ts'
import { applyMigrations, migrationsFolder } from '../platform/database/apply-migrations.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import type { Deps } from '../platform/deps.ts'
import { randomIds } from '../platform/ids.ts'
import { type Log, openLog } from '../platform/log.ts'
import type { GitHubTiming } from '../repositories/repositories.deps.ts'
import { assembleDeps } from './assemble-deps.ts'
import { pickEmbedder } from './pick-embedder.ts'
import { pickNamer } from './pick-namer.ts'

export type Service = {
  deps: Deps
  /** Reports that come before wait to be grouped. */
  embedderLoaded(): boolean
  close(): Promise<void>
}

/** Opens everything that the environment names: database, embedder, GitHub, jobs. */
export async function openService(
  env: Env,
  options: { works: boolean; timing?: GitHubTiming; embedder?: Embedder },
): Promise<Service> {
  const log = openLog(env.logLevel)
  const embedder = options.embedder ?? pickEmbedder(env)
  const loading = loadEmbedder(embedder, log)
  const opened: Close[] = [() => embedder.close(), async () => loading.stop()]
  try {
    const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log })
    opened.push(() => database.close())
    await applyMigrations(database.pool, migrationsFolder)
    const github = env.github === null ? null : openGitHub(env.github, { log })
    if (github === null)
      log.info('GitHub ticketing is off: set GITHUB_TOKEN or GITHUB_APP_ID; tickets wait until then')
    const { publicUrl } = env
    const timing = options.timing ?? env.timing
    const deps = await assembleDeps({
      database,
      embedder,
      namer: pickNamer(env),
      github,
      clock: systemClock,
      ids: randomIds,
      log,
      publicUrl,
      timing,
      works: options.works,
    })
    opened.push(
      // After the jobs had their time, before the database: what still waits for the model would ask both.
      () => embedder.close(),
      () => deps.broadcast.close(),
      () => deps.jobs.close(),
    )
    await Promise.race([loading.done, setTimeout(longestLoad, undefined, { ref: false })])
    return { deps, embedderLoaded: loading.loaded, close: () => closeAll(opened) }
  } catch (error) {
    await closeAll(opened).catch((failure: unknown) => log.error({ err: failure }, 'closing what was opened'))
    throw error
  }
}

type Close = () => Promise<unknown>

/** The last that was opened first; where one can't be closed, the others are all the same. */
async function closeAll(opened: Close[]): Promise<void> {
  const closeLast = opened.pop()
  if (closeLast === undefined) return
  try {
    await closeLast()
  } finally {
    await closeAll(opened)
  }
}

/** How long a start waits for the embedder: the service takes reports without it too. */
const longestLoad = 10_000
const retryEvery = 30_000

/** Loads the embedder, and tries again until it has: a model server may come up after us. */
function loadEmbedder(embedder: Embedder, log: Log) {
  let loaded = false
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  const attempt = async (): Promise<void> => {
    try {
      await embedder.ready()
      loaded = true
      const notice = embedder.notice?.() ?? null
      if (notice !== null) log.warn({ model: embedder.model }, notice)
    } catch (error) {
      if (stopped) return
      log.error({ err: error }, 'the embedder is not available; reports are kept and grouped when it is')
      retry = startTimer(() => void attempt(), retryEvery).unref()
    }
  }
  const stop = () => {
    stopped = true
    clearTimeout(retry)
  }
  return { done: attempt(), loaded: () => loaded, stop }
}
