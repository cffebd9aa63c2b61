import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyMigrations } from '../../../src/platform/database/apply-migrations.ts'
import type { Database } from '../../../src/platform/database/open-database.ts'
import { openTestDatabase } from '../../support/open-test-database.ts'

let database: Database
let folder: string

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  await database.pool.query('DROP TABLE IF EXISTS _prisma_migrations, shelf, box CASCADE')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}
const apply = () => applyMigrations(database.pool, pathToFileURL(`${folder}/`))
const tables = async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_name IN ('shelf', 'box') ORDER BY 1",
  )
  return rows.map(({ name }) => name)
}

test('migrations are applied in order, once, and recorded with their checksum as Prisma does', async () => {
  write('20260102000000_box', 'CREATE TABLE box (id int REFERENCES shelf);')
  write('20260101000000_shelf', 'CREATE TABLE shelf (id int PRIMARY KEY); INSERT INTO shelf VALUES (1);')
  expect(await apply()).toEqual(['20260101000000_shelf', '20260102000000_box'])
  expect(await apply()).toEqual([])
  const { rows } = await database.pool.query(
    `SELECT checksum, migration_name, applied_steps_count AS steps, finished_at >= started_at AS finished
     FROM _prisma_migrations ORDER BY started_at`,
  )
  expect(rows).toEqual([
    {
      checksum: '5e556752673dae288935bbf35c5563d407bc7873a8edb590a8c90a34eee9fb63',
      migration_name: '20260101000000_shelf',
      steps: 1,
      finished: true,
    },
    { checksum: expect.any(String), migration_name: '20260102000000_box', steps: 1, finished: true },
  ])
})

test('several nodes that start at once apply each migration once', async () => {
  write('20260101000000_shelf', 'CREATE TABLE shelf (id int PRIMARY KEY);')
  const applied = await Promise.all([apply(), apply(), apply()])
  expect(applied.flat()).toEqual(['20260101000000_shelf'])
})

test('a migration that fails leaves nothing of itself, and runs once it is right', async () => {
  write('20260101000000_shelf', 'CREATE TABLE shelf (id int PRIMARY KEY);')
  write('20260102000000_box', 'CREATE TABLE box (id int); SELECT * FROM nowhere;')
  await expect(apply()).rejects.toThrow(
    /20260102000000_box failed: relation "nowhere" does not exist.*as it was before/,
  )
  expect(await tables()).toEqual(['shelf'])
  write('20260102000000_box', 'CREATE TABLE box (id int);')
  expect(await apply()).toEqual(['20260102000000_box'])
})

test('a migration edited after it was applied is refused by name', async () => {
  write('20260101000000_shelf', 'CREATE TABLE shelf (id int PRIMARY KEY);')
  await apply()
  write('20260101000000_shelf', 'CREATE TABLE shelf (id bigint PRIMARY KEY);')
  write('20260102000000_box', 'CREATE TABLE box (id int);')
  await expect(apply()).rejects.toThrow(/20260101000000_shelf was edited.*in a new migration/)
  expect(await tables()).toEqual(['shelf'])
})

test('a migration outside a transaction that fails stops every start until somebody has looked', async () => {
  write('20260101000000_shelf', 'CREATE TABLE shelf (id int PRIMARY KEY);')
  write(
    '20260102000000_index',
    '-- outside a transaction\nCREATE INDEX CONCURRENTLY shelf_gone ON shelf (gone);',
  )
  await expect(apply()).rejects.toThrow(/20260102000000_index began.*"gone" does not exist/)
  await expect(apply()).rejects.toThrow(/prisma migrate resolve --rolled-back 20260102000000_index/)
  await database.pool.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL')
  write('20260102000000_index', '-- outside a transaction\nCREATE INDEX CONCURRENTLY shelf_id ON shelf (id);')
  expect(await apply()).toEqual(['20260102000000_index'])
})
