import { expect, test } from 'vitest'
import { analyzeGrownTables } from '../../../src/platform/database/maintain-database.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { readTemplate } from '../../support/open-test-database.ts'

test('an embedded database that fills up plans its prepared statements anew, and leaves the other tables alone', async () => {
  const database = await openDatabase({ url: null, dataDir: null, template: readTemplate() })
  const { pool } = database
  const rowsOf = async (table: string) =>
    (await pool.query('SELECT reltuples::int AS rows FROM pg_class WHERE oid = $1::regclass', [table]))
      .rows[0].rows
  const grow = async (rows: number) => {
    await pool.query('INSERT INTO things SELECT n FROM generate_series(1, $1::int) AS n', [rows])
    // Else the engine counts within a second what has changed.
    await pool.query('SELECT pg_stat_force_next_flush()')
    await analyzeGrownTables(database)
  }
  try {
    await pool.query('CREATE TABLE things (n int)')
    await grow(1_000)
    expect(await rowsOf('things')).toBe(1_000)
    expect(await rowsOf('reports')).toBeLessThan(1)
    await grow(90)
    expect(await rowsOf('things')).toBe(1_000)
    await grow(90)
    expect(await rowsOf('things')).toBe(1_180)
  } finally {
    await database.close()
  }
})
