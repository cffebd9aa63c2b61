// Runs once, before all tests: a migrated database that each test file then begins with a copy of.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import type { TestProject } from 'vitest/node'
import { applyMigrations, migrationsFolder } from '../../src/platform/database/apply-migrations.ts'
import { openEmbeddedDatabase } from '../../src/platform/database/embedded-database.ts'

/** Where a copy of the migrated database is to be had. */
export type DatabaseTemplate = {
  /** Path of a tar for the embedded database. */
  readonly tar: string
  /** A database of a server to copy, where the tests run on one. */
  readonly server: { readonly url: string; readonly database: string } | null
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

/** With TEST_DATABASE_URL the tests run on that server, in databases of their own; else on the embedded one. */
export async function setup(project: TestProject): Promise<void> {
  const url = process.env.TEST_DATABASE_URL
  project.provide('databaseTemplate', {
    tar: await makeTemplate(),
    server: url ? await makeOnServer(url) : null,
  })
}

/** @returns path of the tar; what is made anew only where the migrations have changed */
export async function makeTemplate(): Promise<string> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/bothways', import.meta.url))
  const tar = join(folder, `database-${fingerprint()}.tar`)
  if (!existsSync(tar)) {
    const database = await openEmbeddedDatabase({ folder: null, template: null })
    await applyMigrations(database.pool)
    await database.pool.query(getConstructionPlans())
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${tar}.${process.pid}`, await database.dump())
    renameSync(`${tar}.${process.pid}`, tar)
    await database.close()
  }
  return tar
}

async function makeOnServer(url: string): Promise<DatabaseTemplate['server']> {
  const database = `bothways_template_${fingerprint()}`
  const server = new pg.Client({ connectionString: url })
  await server.connect()
  const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (rowCount === 0) {
    // Under another name until it is done, so that an interrupted run leaves no half template.
    await server.query(`DROP DATABASE IF EXISTS ${database}_new`)
    await server.query(`CREATE DATABASE ${database}_new`)
    const target = new URL(url)
    target.pathname = `/${database}_new`
    const pool = new pg.Pool({ connectionString: target.href, max: 1 })
    await applyMigrations(pool)
    await pool.query(getConstructionPlans())
    await pool.end()
    await server.query(`ALTER DATABASE ${database}_new RENAME TO ${database}`)
  }
  await server.end()
  return { url, database }
}

function fingerprint(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = [
    join(root, 'node_modules/@electric-sql/pglite/package.json'),
    join(root, 'node_modules/pg-boss/package.json'),
    join(root, 'src/platform/database/embedded-database.worker.ts'),
    ...filesOf(fileURLToPath(migrationsFolder)),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => join(folder, name))
}
