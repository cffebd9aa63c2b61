import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { scoreLargeProblems } from '../../../src/problems/impact/impact.jobs.ts'
import { ageGrowth } from '../../../src/problems/problems.jobs.ts'
import { recountProblem } from '../../../src/problems/recount-problem.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const now = Date.parse('2026-11-22T09:00:00Z')
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()

const customer = fc.record({
  externalId: fc.constantFrom('a', 'b', 'c', 'd'),
  since: fc.option(
    fc.integer({ min: 0, max: 400 }).map((days) => daysAgo(days).slice(0, 10)),
    { nil: null },
  ),
  recurringRevenue: fc.option(
    fc.record({
      amount: fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      currency: fc.constantFrom('EUR', 'TRY', 'THB'),
    }),
    { nil: null },
  ),
})
const report = fc.record({
  text: fc.constant('The clock flashes after a power cut'),
  product: fc.constant('oven'),
  customer: fc.option(customer, { nil: null }),
  touchpoint: fc.option(fc.constantFrom('DISCOVER', 'SET_UP', 'USE', 'RENEW', 'LEAVE'), { nil: null }),
  occurredAt: fc.integer({ min: 0, max: 20 }).map(daysAgo),
})
const fields = 'id impact revenue { amount } impactBreakdown { points items { points } }'

async function asked(company: Tenant) {
  const { data } = await company.ask(`{ problems { edges { node { ${fields} } } } }`)
  const [{ node }] = data.problems.edges
  return node as { id: string; impact: number; impactBreakdown: { items: { points: number }[] } }
}

test('items add up to the impact, and no report ever lowers it, whoever it is from', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 6 }), async (reports) => {
      const company = await world.tenant()
      await company.product('oven')
      await company.mutate('setExchangeRates', { base: 'EUR', rates: [{ currency: 'TRY', rate: 0.0237 }] })
      // What is known of a customer stays: else a report could also say that it pays less.
      const known = new Map(reports.map((one) => [one.customer?.externalId, one.customer]))
      let last = 0
      for (const one of reports) {
        await company.mutate('submitReport', {
          ...one,
          customer: known.get(one.customer?.externalId) ?? null,
        })
        const { impact, impactBreakdown } = await asked(company)
        expect(impactBreakdown.items.reduce((sum, { points }) => sum + points, 0)).toBe(impact)
        expect(impact).toBeGreaterThanOrEqual(last)
        last = impact
      }
    }),
    { numRuns: 8 },
  )
})

test('what time does to the growth, it does to the impact', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const about = { product: 'oven', occurredAt: daysAgo(1) }
  for (const name of ['a', 'b']) await company.report('The clock flashes', { ...about, customer: name })
  expect((await asked(company)).impact).toBe(2.5)
  world.clock.forward(9 * 86_400_000)
  await ageGrowth(world.deps)
  world.clock.forward(-9 * 86_400_000)
  const { impact, impactBreakdown } = await asked(company)
  expect(impact).toBe(2)
  expect(impactBreakdown.items.reduce((sum, { points }) => sum + points, 0)).toBe(2)
})

test('a problem of very many reports is counted at once, and what it needs customers for within a minute', async () => {
  const company = await world.tenant()
  await company.product('oven')
  await company.report('The clock flashes', { product: 'oven', occurredAt: daysAgo(20) })
  const { organizationId } = company.viewer
  const { pool, prisma } = world.deps.database
  const { id: problemId } = await prisma.problem.findFirstOrThrow({ where: { organizationId } })
  await pool.query(
    `INSERT INTO reports (organization_id, id, text, redacted_text, redactions, language, language_detected, channel,
       touchpoint, reporter_id, occurred_at, received_at, grouped_at)
     SELECT organization_id, gen_random_uuid(), text, redacted_text, redactions, language, language_detected, channel,
       'LEAVE', reporter_id, occurred_at, received_at, grouped_at
     FROM reports, generate_series(1, 600) WHERE organization_id = $1`,
    [organizationId],
  )
  await pool.query(
    `INSERT INTO memberships (organization_id, report_id, problem_id, method, nearest, shared_terms, language,
       occurred_at, created_at)
     SELECT organization_id, id, $2, 'LIKENESS', '[]', '{}', language, occurred_at, received_at FROM reports
     WHERE organization_id = $1 AND touchpoint = 'LEAVE'`,
    [organizationId, problemId],
  )
  await inTransaction(world.deps.database, (transaction) =>
    recountProblem(world.deps, transaction, organizationId, problemId),
  )
  expect((await asked(company)).impact).toBe(601)
  await scoreLargeProblems(world.deps)
  expect((await asked(company)).impact).toBe(1_201)
  await scoreLargeProblems(world.deps)
  const stored = await prisma.problem.findFirstOrThrow({ where: { organizationId } })
  expect(stored.impactAmounts).not.toHaveProperty('outdated')
})
