import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ClientBase, Pool } from 'pg'
import { MigrationEdited, MigrationFailed, MigrationUnfinished } from './database.errors.ts'

/** The released migrations, seen from src/ and from dist/ alike. */
export const migrationsFolder = new URL('../../../prisma/migrations/', import.meta.url)

/** Prisma Migrate's own lock, so that this and `prisma migrate deploy` take turns too. */
const lock = 72707369

/**
 * First line of a migration that can't run in a transaction, such as CREATE INDEX CONCURRENTLY.
 * It may hold one statement only, as PostgreSQL makes a transaction of several sent together.
 */
const outside = '-- outside a transaction'

const createTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }
type Row = { migration_name: string; checksum: string; finished_at: Date | null; logs: string | null }

/**
 * Applies what is new in `folder`, in the order of the names, and records it as `prisma migrate deploy` does.
 * Nodes that start together take turns. Each migration commits as a whole, or not at all.
 *
 * @returns the names of the migrations that were applied
 * @throws MigrationEdited, MigrationUnfinished, MigrationFailed
 */
export async function applyMigrations(pool: Pool, folder: URL = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = await pool.connect()
  let healthy = false
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    const applied = await applyInOrder(client, migrations)
    await client.query('SELECT pg_advisory_unlock($1)', [lock])
    healthy = true
    return applied
  } finally {
    // A client that failed is thrown away: whatever it held, the lock too, ends with its session.
    client.release(!healthy)
  }
}

async function applyInOrder(client: ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(createTable)
  const { rows } = await client.query<Row>(
    'SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const unfinished = rows.find((row) => row.finished_at === null)
  if (unfinished) throw new MigrationUnfinished(unfinished.migration_name, unfinished.logs)

  const known = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const edited = migrations.find(({ name, checksum }) => known.has(name) && known.get(name) !== checksum)
  if (edited) throw new MigrationEdited(edited.name)

  const pending = migrations.filter(({ name }) => !known.has(name))
  for (const migration of pending) {
    await (migration.sql.startsWith(outside) ? applyOutside : applyInside)(client, migration)
  }
  return pending.map(({ name }) => name)
}

async function applyInside(client: ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    const id = await recordStart(client, migration)
    await client.query(migration.sql)
    await recordEnd(client, id)
    await client.query('COMMIT')
  } catch (error) {
    throw new MigrationFailed(migration.name, error)
  }
}

async function applyOutside(client: ClientBase, migration: Migration): Promise<void> {
  const id = await recordStart(client, migration)
  try {
    await client.query(migration.sql)
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)])
    throw new MigrationUnfinished(migration.name, String(error))
  }
  await recordEnd(client, id)
}

async function recordStart(client: ClientBase, { name, checksum }: Migration): Promise<string> {
  const id = randomUUID()
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
    [id, checksum, name],
  )
  return id
}

async function recordEnd(client: ClientBase, id: string): Promise<void> {
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  )
}

function readMigrations(folder: URL): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(fileURLToPath(new URL(`${name}/migration.sql`, folder)), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
