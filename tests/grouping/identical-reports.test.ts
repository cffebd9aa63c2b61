import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostRepresentatives } from '../../src/reports/vectors/refresh-representatives.ts'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('oven')
})
afterAll(() => world.close())

const text = clockTroubles[0]
const history = (count: number, from: number) =>
  Array.from({ length: count }, (_, at) => ({
    text,
    product: 'oven',
    customer: { externalId: `customer-${(from + at) % 90}` },
  }))

/** How many rows of memberships and vectors have been read so far; exact where there is one connection. */
async function rowsRead(): Promise<number> {
  const { pool } = world.deps.database
  await pool.query('SELECT pg_stat_force_next_flush()')
  const { rows } = await pool.query<{ read: number }>(
    `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_user_tables
     WHERE relname IN ('memberships', 'report_vectors')`,
  )
  return rows[0]?.read ?? 0
}

test('hundreds of identical reports, as history and live, are one problem with exact counts and bounded cost', async () => {
  const costs: number[] = []
  for (let imported = 0; imported < 300; imported += 100) {
    await company.mutate('importReports', { reports: history(100, imported) })
    const before = await rowsRead()
    await world.workOff({ evenIfLater: true })
    costs.push((await rowsRead()) - before)
  }
  await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      company.report(text, { product: 'oven', customer: `live-${at % 6}` }),
    ),
  )
  await world.workOff({ evenIfLater: true })
  const { data } = await company.ask(
    '{ problems { edges { node { reportCount customerCount status title } } } }',
  )
  expect(data.problems.edges).toEqual([
    { node: { reportCount: 312, customerCount: 96, status: 'RECURRING', title: text } },
  ])
  const { rows } = await world.deps.database.pool.query(`
    SELECT (SELECT count(*)::int FROM report_vectors WHERE representative) AS representatives,
      (SELECT count(*)::int FROM memberships) AS memberships,
      (SELECT cohesion FROM problems) AS cohesion, (SELECT min(score) FROM memberships) AS score`)
  expect(rows).toMatchObject([{ representatives: mostRepresentatives, memberships: 312 }])
  expect(rows[0].cohesion).toBeGreaterThan(0.9)
  expect(rows[0].score).toBeGreaterThan(0.9)
  // A hundred more cost the same, however many there are already: else 10,000 would take hours.
  const [, second = 0, third = 0] = costs
  if (world.deps.database.kind === 'embedded') expect(third).toBeLessThan(second * 1.25)
})
