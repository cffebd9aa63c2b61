import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type EmbeddedDatabase,
  openEmbeddedDatabase,
} from '../../../src/platform/database/embedded-database.ts'
import { readTemplate } from '../../support/open-test-database.ts'

let shared: EmbeddedDatabase
let template: Uint8Array
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'))
  shared = await openEmbeddedDatabase({ folder: null, template: readTemplate() })
  await shared.pool.query('CREATE TABLE seen (id int PRIMARY KEY)')
  await shared.pool.query('CREATE EXTENSION IF NOT EXISTS vector; CREATE EXTENSION IF NOT EXISTS pg_trgm')
  await shared.pool.query('INSERT INTO seen VALUES (1)')
  template = await shared.dump()
})
afterAll(async () => {
  await shared.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the embedded database has vectors, trigrams, UTC and English text search', async () => {
  const { rows } = await shared.pool.query(
    `SELECT '[1,0]'::vector <=> '[0,1]'::vector AS distance, similarity('kettle', 'kettles') > 0.5 AS alike,
       current_setting('timezone') AS zone, current_setting('default_text_search_config') AS search`,
  )
  expect(rows).toEqual([{ distance: 1, alike: true, zone: 'UTC', search: 'pg_catalog.english' }])
})

test('a failed query leaves the connection fit for the next one', async () => {
  await expect(shared.pool.query('SELECT * FROM nowhere WHERE a = $1', [1])).rejects.toMatchObject({
    code: '42P01',
  })
  await expect(shared.pool.query('INSERT INTO seen VALUES (1)')).rejects.toMatchObject({ code: '23505' })
  expect((await shared.pool.query('SELECT $1::int AS one', [1])).rows).toEqual([{ one: 1 }])
})

test('a client thrown away in the middle of a transaction leaves nothing to the next one', async () => {
  const client = await shared.pool.connect()
  await client.query("SET timezone = 'Asia/Tokyo'")
  await client.query('SELECT pg_advisory_lock(7)')
  await client.query('BEGIN')
  await client.query('INSERT INTO seen VALUES (2)')
  client.release(true)
  const { rows } = await shared.pool.query(
    `SELECT count(*)::int AS rows, current_setting('timezone') AS zone,
       (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks FROM seen`,
  )
  expect(rows).toEqual([{ rows: 1, zone: 'UTC', locks: 0 }])
})

test('large values go in and come out whole', async () => {
  const text = 'ısı ölçer 热 '.repeat(200_000)
  const { rows } = await shared.pool.query('SELECT $1::text AS text', [text])
  expect(rows[0].text === text).toBe(true)
})

test('what was committed is there after the thread was killed, and a pending query fails clearly', async () => {
  const path = join(folder, 'killed')
  const first = await openEmbeddedDatabase({ folder: path, template })
  first.pool.on('error', () => {})
  await first.pool.query('INSERT INTO seen VALUES (2)')
  const pending = first.pool.query('SELECT count(*) FROM generate_series(1, 100000000)')
  const waiting = first.pool.query('SELECT 1')
  const refused = expect(Promise.all([pending])).rejects.toThrow(
    /embedded database has stopped.*Start the service/,
  )
  const alsoRefused = expect(waiting).rejects.toThrow(/embedded database has stopped/)
  await first.abort()
  await refused
  await alsoRefused
  await expect(first.pool.query('SELECT 1')).rejects.toThrow(/embedded database has stopped/)

  const second = await openEmbeddedDatabase({ folder: path, template })
  expect((await second.pool.query('SELECT id FROM seen ORDER BY id')).rows).toEqual([{ id: 1 }, { id: 2 }])
  await second.close()
})

test('a folder is begun from a zipped template, refused when broken, and made again if it was never finished', async () => {
  const path = join(folder, 'half')
  const zipped = await openEmbeddedDatabase({ folder: path, template: gzipSync(template, { level: 1 }) })
  expect((await zipped.pool.query('SELECT id FROM seen')).rows).toEqual([{ id: 1 }])
  await zipped.close()

  rmSync(join(path, 'global'), { recursive: true })
  await expect(openEmbeddedDatabase({ folder: path, template })).rejects.toThrow(
    /half can't be opened.*backup/,
  )
  writeFileSync(`${path}.unfinished`, '')
  const again = await openEmbeddedDatabase({ folder: path, template })
  expect((await again.pool.query('SELECT id FROM seen')).rows).toEqual([{ id: 1 }])
  await again.close()
})
