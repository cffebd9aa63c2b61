import type { Env } from '../../env.ts'
import { openGitHub } from '../../github/open-github.ts'
import { systemClock } from '../../platform/clock.ts'
import { applyMigrations } from '../../platform/database/apply-migrations.ts'
import { openDatabase } from '../../platform/database/open-database.ts'
import type { Deps } from '../../platform/deps.ts'
import { randomIds } from '../../platform/ids.ts'
import { type LogLevel, openLog } from '../../platform/log.ts'
import { defaultTiming } from '../../repositories/repositories.deps.ts'
import { assembleDeps } from '../assemble-deps.ts'
import { pickEmbedder } from '../pick-embedder.ts'
import { pickNamer } from '../pick-namer.ts'

export type Opened = { deps: Deps; applied: string[]; close(): Promise<void> }

/** What a service logs as it goes along is noise beside a command's own words. */
export const quieter = (level: LogLevel): LogLevel => (level === 'info' ? 'warn' : level)

/** The database with its migrations applied, without loading the embedder: for what is quick. */
export async function openForOperator(env: Env): Promise<Opened> {
  const log = openLog(quieter(env.logLevel))
  const embedder = pickEmbedder(env)
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log })
  try {
    const applied = await applyMigrations(database.pool)
    const deps = await assembleDeps({
      database,
      embedder,
      namer: pickNamer(env),
      github: env.github === null ? null : openGitHub(env.github, { log }),
      clock: systemClock,
      ids: randomIds,
      log,
      publicUrl: env.publicUrl,
      timing: defaultTiming,
      works: false,
    })
    return {
      deps,
      applied,
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

export async function withOperator<T>(env: Env, work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openForOperator(env)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
