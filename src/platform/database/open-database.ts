import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Log } from '../log.ts'
import { DatabaseUnreachable } from './database.errors.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { PrismaClient } from './generated/prisma/client.ts'
import { EmbeddedListener } from './listen-embedded.ts'
import { PostgresListener } from './listen-postgres.ts'
import { lockFolder } from './lock-folder.ts'
import { nameStatements } from './name-statements.ts'

/** One pool, shared by Prisma and raw SQL. Time zone UTC; int8 and numeric come as strings in raw SQL. */
export type Database = {
  readonly kind: 'embedded' | 'postgres'
  /** One client where embedded: code that holds it and asks for a second one waits for itself. */
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /**
   * Calls back for each NOTIFY on the channel, at most once; what is sent while the connection is broken is lost.
   * @returns the function that stops it
   */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
  /** Waits for the queries that run. */
  close(): Promise<void>
}

export type DatabaseOptions = {
  /** postgresql://… of a server with pgvector; null for the embedded database. */
  readonly url: string | null
  /** Folder of the embedded database, made if missing; null keeps it in memory until it is closed. */
  readonly dataDir: string | null
  /** Tar of a cluster for a new embedded database to begin with; null runs initdb, which takes seconds. */
  readonly template?: Uint8Array | null
  /** Connections to PostgreSQL, beside the one that listens. */
  readonly poolSize?: number
  readonly log?: Log
}

/**
 * Compiling a statement takes longer than any of ours runs. And a search by an index over vectors goes on until it
 * has found enough that are also of the right product.
 */
const sessionSettings = 'SET jit = off; SET hnsw.iterative_scan = relaxed_order; SET hnsw.ef_search = 64'

/** A migrated cluster that the build leaves beside this file; sources have none. */
const builtTemplate = new URL('./embedded-template.tar.gz', import.meta.url)

/** @throws DataFolderInUse, DatabaseUnreachable */
export const openDatabase = (options: DatabaseOptions): Promise<Database> =>
  options.url === null ? openEmbedded(options) : openPostgres(options, options.url)

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { template = existsSync(builtTemplate) ? readFileSync(builtTemplate) : null } = options
  const dataDir = options.dataDir === null ? null : resolve(options.dataDir)
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const unlock = dataDir ? await lockFolder(dataDir) : async () => {}
  try {
    const listener = new EmbeddedListener()
    const onConnect = async (client: pg.ClientBase) => {
      await client.query(sessionSettings)
      await listener.onConnect(client)
    }
    const folder = dataDir && join(dataDir, 'database')
    const embedded = await openEmbeddedDatabase({ folder, template, onConnect })
    const { pool } = embedded
    pool.on('error', (error) => options.log?.error({ err: error }, 'the embedded database stopped'))
    const prisma = openPrisma(pool)
    return {
      kind: 'embedded',
      pool,
      prisma,
      listen: (channel, onPayload) => listener.listen(pool, channel, onPayload),
      async close() {
        await prisma.$disconnect()
        await embedded.close().finally(unlock)
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

async function openPostgres(options: DatabaseOptions, url: string): Promise<Database> {
  await probe(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 60_000,
    application_name: 'bothways',
    onConnect: async (client) => void (await client.query(`SET TIME ZONE 'UTC'; ${sessionSettings}`)),
  })
  pool.on('error', (error) => options.log?.warn({ err: error }, 'an idle database connection broke'))
  const prisma = openPrisma(pool)
  const listener = new PostgresListener(url, options.log)
  return {
    kind: 'postgres',
    pool,
    prisma,
    listen: (channel, onPayload) => listener.listen(channel, onPayload),
    async close() {
      await prisma.$disconnect()
      await listener.close()
      await pool.end()
    },
  }
}

/** Prisma's own two seconds are too short for a queue before the one embedded connection. */
const transactionOptions = { maxWait: 60_000, timeout: 60_000 }

const openPrisma = (pool: pg.Pool): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: nameStatements() }),
    transactionOptions,
  })

/** Says at the start, not at the first query, that the server isn't there or lets nobody in. */
async function probe(url: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    await client.connect()
    await client.end()
  } catch (error) {
    throw new DatabaseUnreachable(url, error)
  }
}
