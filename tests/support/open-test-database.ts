import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/platform/database/open-database.ts'

/** A migrated, empty database of its own, in memory or on the server of TEST_DATABASE_URL. Closing it removes it. */
export async function openTestDatabase(): Promise<Database> {
  const { server } = inject('databaseTemplate')
  if (server) return openOnServer(server.url, server.database)
  return openDatabase({ url: null, dataDir: null, template: readTemplate() })
}

/** A tar of the migrated cluster, for embedded databases that a test opens itself. */
export const readTemplate = (): Uint8Array => readFileSync(inject('databaseTemplate').tar)

/** Emptied ones, in memory: to start a database takes longer than most stories. */
const idle: Database[] = []

/**
 * A migrated, empty database that nobody else uses meanwhile, for those that leave tables, indexes and queues as
 * they are: closing it empties it for the next one of this process.
 */
export async function borrowTestDatabase(): Promise<Database> {
  const database = idle.pop() ?? (await openTestDatabase())
  if (database.kind === 'postgres') return database
  return {
    ...database,
    async close() {
      await empty(database)
      idle.push(database)
    },
  }
}

/** Back to what the template holds: its migrations, and queues without jobs. */
async function empty({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
        OR schemaname = 'pgboss' AND tablename NOT IN ('version', 'queue')`,
  )
  await pool.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')} RESTART IDENTITY`)
}

async function openOnServer(serverUrl: string, template: string): Promise<Database> {
  const name = `bothways_test_${randomBytes(8).toString('hex')}`
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const database = await openDatabase({ url: url.href, dataDir: null, poolSize: 4 })
  return {
    ...database,
    async close() {
      await database.close()
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const server = new pg.Client({ connectionString: url })
  await server.connect()
  try {
    await server.query(sql)
  } finally {
    await server.end()
  }
}
