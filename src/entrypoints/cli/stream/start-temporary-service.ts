import { ensureOrganization } from '../../../accounts/ensure-organization.ts'
import type { Env } from '../../../env.ts'
import { systemClock } from '../../../platform/clock.ts'
import { applyMigrations } from '../../../platform/database/apply-migrations.ts'
import { openDatabase } from '../../../platform/database/open-database.ts'
import { randomIds } from '../../../platform/ids.ts'
import { openLog } from '../../../platform/log.ts'
import { defaultTiming } from '../../../repositories/repositories.deps.ts'
import { assembleDeps } from '../../assemble-deps.ts'
import { pickEmbedder } from '../../pick-embedder.ts'
import { startServer } from '../../server/start-server.ts'
import type { Remote } from '../api-client.ts'
import { quieter } from '../open-for-operator.ts'

export type TemporaryService = Remote & { close(): Promise<void> }

/** A whole service on a database in memory and a free port, without GitHub. The embedder is that of the settings. */
export async function startTemporaryService(env: Env): Promise<TemporaryService> {
  const log = openLog(quieter(env.logLevel))
  const embedder = pickEmbedder(env)
  const [database] = await Promise.all([
    openDatabase({ url: null, dataDir: null, log }),
    // Measured without its model, a stream would tell nothing.
    embedder.ready(),
  ])
  await applyMigrations(database.pool)
  const deps = await assembleDeps({
    database,
    embedder,
    github: null,
    clock: systemClock,
    ids: randomIds,
    log,
    publicUrl: 'http://127.0.0.1',
    timing: defaultTiming,
    works: false,
  })
  const key = await ensureOrganization(deps)
  const server = await startServer(deps, { host: '127.0.0.1', port: 0, webhookSecrets: [] })
  return {
    url: server.url,
    key: String(key),
    async close() {
      await server.close()
      await deps.jobs.close()
      await deps.broadcast.close()
      await embedder.close()
      await database.close()
    },
  }
}
