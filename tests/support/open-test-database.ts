import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/platform/database/open-database.ts'

/**
 * A migrated, empty database that nobody else uses: in memory, or on the server of TEST_DATABASE_URL.
 * Closing it removes it.
 */
export async function openTestDatabase(): Promise<Database> {
  const { server } = inject('databaseTemplate')
  if (server === null) return openDatabase({ url: null, dataDir: null, template: readTemplate() })
  const name = `bothways_test_${randomBytes(8).toString('hex')}`
  await onServer(server.url, `CREATE DATABASE ${name} TEMPLATE ${server.database}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const database = await openDatabase({ url: url.href, dataDir: null, poolSize: 4 })
  return {
    ...database,
    async close() {
      await database.close()
      await onServer(server.url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** A tar of the migrated cluster, for embedded databases that a test opens itself. */
export const readTemplate = (): Uint8Array => readFileSync(inject('databaseTemplate').tar)

async function onServer(url: string, sql: string): Promise<void> {
  const server = new pg.Client({ connectionString: url })
  await server.connect()
  try {
    await server.query(sql)
  } finally {
    await server.end()
  }
}
