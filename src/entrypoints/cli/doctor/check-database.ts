import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '../../../env.ts'
import { migrationsFolder } from '../../../platform/database/apply-migrations.ts'
import { DatabaseRefusal, DataFolderInUse } from '../../../platform/database/database.errors.ts'
import { type Database, openDatabase } from '../../../platform/database/open-database.ts'
import type { Log } from '../../../platform/log.ts'
import { type Finding, fine, unknown, wrong } from './finding.ts'

export type DatabaseCheck = {
  findings: Finding[]
  /** Null where it can't be opened, or its schema is not up to date. */
  database: Database | null
  /** Why nothing can be said about it, and how to learn more; absent where something can. */
  unseen?: string
}

/** Opens the database as it is: nothing is created and no migration applied. */
export async function checkDatabase(env: Env, log: Log): Promise<DatabaseCheck> {
  if (env.databaseUrl === null && !existsSync(join(env.dataDir, 'database'))) {
    const what = `embedded database: there is none in ${env.dataDir} yet`
    return {
      findings: [unknown(what, 'Run `bothways start`: it creates one.')],
      database: null,
      unseen: '(there is none yet)',
    }
  }
  try {
    return await lookAt(await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log }), env)
  } catch (error) {
    if (error instanceof DataFolderInUse) {
      const next = `Ask the service that runs: bothways doctor --url ${env.publicUrl} --key KEY; or stop it to look inside.`
      return {
        findings: [unknown(`data folder ${env.dataDir}: another process has it open`, next)],
        database: null,
        unseen: `(in use): bothways doctor --url ${env.publicUrl} --key KEY asks the service that has it`,
      }
    }
    if (!(error instanceof DatabaseRefusal)) throw error
    return { findings: [wrong('database: it does not open', error.message)], database: null }
  }
}

async function lookAt(database: Database, env: Env): Promise<DatabaseCheck> {
  const { rows } = await database.pool.query<{ server: string; vector: string | null }>(
    `SELECT current_setting('server_version') AS server,
       (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector`,
  )
  const { server, vector } = rows[0] ?? { server: '?', vector: null }
  const kind = database.kind === 'embedded' ? `embedded PostgreSQL ${server} in ${env.dataDir}` : 'PostgreSQL'
  const findings = [
    fine(`database: ${database.kind === 'embedded' ? kind : `PostgreSQL ${server}`}`),
    ...(database.kind === 'embedded' ? [fine('data folder: no other process has it open')] : []),
  ]
  const pending = await listPending(database)
  if (pending.length > 0) {
    findings.push(
      wrong(`migrations not applied: ${pending.join(', ')}`, 'Run `bothways migrate`, or start the service.'),
    )
    await database.close()
    return { findings, database: null }
  }
  findings.push(fine('migrations: all applied'))
  findings.push(
    vector === null
      ? wrong('pgvector: not there', 'Install the extension on the server, then run `bothways migrate`.')
      : fine(`pgvector ${vector}`),
  )
  return { findings, database }
}

async function listPending({ pool }: Database): Promise<string[]> {
  const released = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const { rows: tables } = await pool.query("SELECT to_regclass('_prisma_migrations') AS there")
  if (tables[0]?.there === null) return released
  const { rows } = await pool.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  )
  const applied = new Set(rows.map(({ migration_name }) => migration_name))
  return released.filter((name) => !applied.has(name))
}
