import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DataFolderInUse } from '../../../src/platform/database/database.errors.ts'
import { type Database, openDatabase } from '../../../src/platform/database/open-database.ts'
import { openTestDatabase, readTemplate } from '../../support/open-test-database.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

function resolvable<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

test('Prisma and raw SQL see the same database, in UTC', async () => {
  const [fromPrisma] = await database.prisma.$queryRaw<
    { zone: string }[]
  >`SELECT current_setting('timezone') AS zone`
  const { rows } = await database.pool.query(
    "SELECT current_setting('timezone') AS zone, 9007199254740993::int8 AS big",
  )
  expect(fromPrisma).toEqual({ zone: 'UTC' })
  expect(rows).toEqual([{ zone: 'UTC', big: '9007199254740993' }])
})

test('a transaction of Prisma that fails leaves nothing', async () => {
  await database.pool.query('CREATE TABLE left_behind (id int)')
  const failed = database.prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`INSERT INTO left_behind VALUES (1)`
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  expect((await database.pool.query('SELECT * FROM left_behind')).rows).toEqual([])
})

test('many transactions at once all get their turn', async () => {
  await database.pool.query('CREATE TABLE turns (id int PRIMARY KEY)')
  await Promise.all(
    Array.from({ length: 30 }, (_, id) =>
      database.prisma.$transaction(async (transaction) => {
        await transaction.$executeRaw`INSERT INTO turns VALUES (${id})`
        await transaction.$queryRaw`SELECT count(*)::int FROM turns`
      }),
    ),
  )
  expect((await database.pool.query('SELECT count(*)::int AS turns FROM turns')).rows).toEqual([
    { turns: 30 },
  ])
})

test('a notification reaches who listens, when it is committed, and not who has stopped', async () => {
  const heard: string[] = []
  const second = resolvable<void>()
  const stop = await database.listen('Odd "name"', (payload) => heard.push(`stopped: ${payload}`))
  await database.listen('Odd "name"', (payload) => {
    heard.push(payload)
    if (payload === 'second') second.resolve()
  })
  await stop()
  const refused = database.prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_notify('Odd "name"', 'never committed')`
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await database.pool.query(`SELECT pg_notify('Odd "name"', 'first')`)
  await database.prisma.$executeRaw`SELECT pg_notify('Odd "name"', 'second')`
  await second.promise
  expect(heard).toEqual(['first', 'second'])
})

test('who listens still hears after the connection broke', async () => {
  const heard = resolvable<string>()
  await database.listen('after_break', heard.resolve)
  const client = await database.pool.connect()
  if (database.kind === 'postgres') {
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bothways listen'",
    )
  }
  client.release(true)
  let sending = true
  const send = async () => {
    // What is sent before the connection is back is lost, as NOTIFY promises no more.
    while (sending) await database.pool.query("SELECT pg_notify('after_break', 'still here'), pg_sleep(0.02)")
  }
  const sender = send()
  expect(await heard.promise).toBe('still here')
  sending = false
  await sender
})

test('a data folder is kept, refused to a second opener, and free again after closing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'data-'))
  const first = await openDatabase({ url: null, dataDir, template: readTemplate() })
  await expect(openDatabase({ url: null, dataDir, template: readTemplate() })).rejects.toThrow(
    DataFolderInUse,
  )
  await first.pool.query('CREATE TABLE kept AS SELECT 1 AS id')
  await first.close()
  const second = await openDatabase({ url: null, dataDir, template: readTemplate() })
  expect((await second.pool.query('SELECT id FROM kept')).rows).toEqual([{ id: 1 }])
  await second.close()
  rmSync(dataDir, { recursive: true })
})

test('a server that is not there is named without its password', async () => {
  const url = 'postgresql://someone:secret@127.0.0.1:1/shop'
  const refusal = String(await openDatabase({ url, dataDir: null }).catch((error: unknown) => error))
  expect(refusal).toContain('127.0.0.1:1/shop')
  expect(refusal).toContain('Check DATABASE_URL')
  expect(refusal).not.toContain('secret')
})
