import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const breakdown = `impact growth revenue { currency amount } impactBreakdown {
  formula points tenure { customers medianDays newShare } uncountedRevenue { currency amount }
  items { item touchpoint amount weight points explanation }
}`

type Item = {
  item: string
  touchpoint: string | null
  amount: number
  weight: number
  points: number
  explanation: string
}

async function onlyProblem(company: Tenant) {
  const { data, errors } = await company.ask(`{ problems { edges { node { ${breakdown} } } } }`)
  expect(errors).toBeUndefined()
  expect(data.problems.edges).toHaveLength(1)
  const { node } = data.problems.edges[0]
  const items: Item[] = node.impactBreakdown.items
  expect(items.reduce((sum, { points }) => sum + points, 0)).toBe(node.impact)
  expect(node.impactBreakdown.points).toBe(node.impact)
  const of = (item: string, touchpoint: string | null = null) =>
    items.find((one) => one.item === item && one.touchpoint === touchpoint)
  return { ...node, of }
}

const day = (daysAgo: number) =>
  new Date(Date.parse('2026-11-22T08:00:00Z') - daysAgo * 86_400_000).toISOString()
const since = (daysAgo: number) => day(daysAgo).slice(0, 10)
const text = 'The clock flashes after a power cut'

/** Four customers, six reports: what the worked example of docs/impact.md counts. */
async function companyOfTheExample() {
  const company = await world.tenant()
  await company.product('oven')
  const anna = { externalId: 'anna', since: since(30), recurringRevenue: { amount: '120', currency: 'EUR' } }
  const bora = {
    externalId: 'bora',
    since: since(400),
    recurringRevenue: { amount: '1000', currency: 'TRY' },
  }
  const chai = { externalId: 'chai', since: since(800), recurringRevenue: { amount: '900', currency: 'THB' } }
  const reports = [
    { customer: anna, touchpoint: 'SET_UP', occurredAt: day(10) },
    { customer: anna, touchpoint: 'LEAVE', occurredAt: day(2) },
    { customer: bora, touchpoint: 'RENEW', occurredAt: day(3) },
    { customer: bora, touchpoint: 'USE', occurredAt: day(1) },
    { customer: chai, touchpoint: 'SET_UP', occurredAt: day(1) },
    { occurredAt: day(0) },
  ]
  await company.mutate('importReports', {
    reports: reports.map((one) => ({ ...one, text, product: 'oven' })),
  })
  await world.workOff({ evenIfLater: true })
  return company
}

const rates = { base: 'EUR', rates: [{ currency: 'TRY', rate: 0.02 }] }

test('the impact is told item by item, and the items add up to it', async () => {
  const { impactBreakdown, of, impact } = await onlyProblem(await companyOfTheExample())
  expect(of('CUSTOMERS')).toMatchObject({ amount: 4, weight: 1, points: 4 })
  expect(of('REPEAT_CONTACTS')).toMatchObject({ amount: 2, weight: 0.25, points: 0.5 })
  expect(of('TENURE')).toMatchObject({ amount: 1, weight: 0.5, points: 0.5 })
  expect(of('GROWTH')).toMatchObject({ amount: 4, weight: 0.25, points: 1 })
  expect(of('TOUCHPOINT', 'LEAVE')).toMatchObject({ amount: 1, weight: 1, points: 1 })
  expect(of('TOUCHPOINT', 'RENEW')).toMatchObject({ amount: 1, weight: 0.5, points: 0.5 })
  expect(of('TOUCHPOINT', 'SET_UP')).toMatchObject({ amount: 1, weight: 0.5, points: 0.5 })
  expect(of('REVENUE')).toMatchObject({ amount: 0, points: 0 })
  expect(impact).toBe(8)
  expect(impactBreakdown.tenure).toEqual({ customers: 3, medianDays: 397, newShare: 1 / 3 })
  expect(impactBreakdown.items).toHaveLength(8)
})

test('each item says in a sentence what it counts', async () => {
  const { of, impactBreakdown } = await onlyProblem(await companyOfTheExample())
  expect(of('CUSTOMERS')?.explanation).toBe('4 customers reported it; each counts 1.')
  expect(of('TENURE')?.explanation).toBe(
    '1 of the 3 customers whose first day is known had been customers for less than 90 days when they first ' +
      'reported it (median 397 days); each counts 0.5.',
  )
  expect(of('TOUCHPOINT', 'LEAVE')?.explanation).toBe('1 customer met it when leaving; each counts 1.')
  expect(of('GROWTH')?.explanation).toBe(
    '4 reports more in the last seven days than in the seven before; each counts 0.25.',
  )
  expect(impactBreakdown.formula).toMatch(/^impact = distinct customers \+ 0\.25 × repeat contacts/)
})

test('no revenue counts before a base currency is set, and it is said so', async () => {
  const { of, impactBreakdown } = await onlyProblem(await companyOfTheExample())
  expect(of('REVENUE')?.explanation).toBe(
    'No base currency is set, so what customers pay is not counted: EUR 120 of 1 customer, THB 900 of 1 customer, ' +
      'TRY 1,000 of 1 customer.',
  )
  expect(impactBreakdown.uncountedRevenue.map(({ currency }: { currency: string }) => currency)).toEqual([
    'EUR',
    'THB',
    'TRY',
  ])
})

test('revenue is converted by the rates that are set, and what has no rate stays as it is', async () => {
  const company = await companyOfTheExample()
  const before = await onlyProblem(company)
  await company.mutate('setExchangeRates', rates)
  await world.workOff()
  const after = await onlyProblem(company)
  expect(after.of('REVENUE')).toMatchObject({ amount: 140, weight: 0.01, points: 1.25 })
  expect(after.of('REVENUE')?.explanation).toBe(
    'The affected customers pay EUR 140 a month; each EUR 100 counts 1, in whole quarters; without a rate, and so ' +
      'not counted: THB 900 of 1 customer.',
  )
  expect(after.impact).toBe(before.impact + 1.25)
  expect(after.impactBreakdown.uncountedRevenue).toEqual([{ currency: 'THB', amount: '900.00' }])
  expect(after.revenue).toEqual(before.revenue)
})

test('how much a point costs can be set, and new rates replace the old ones', async () => {
  const company = await companyOfTheExample()
  await company.mutate('setExchangeRates', rates)
  const other = { base: 'THB', revenuePerPoint: '2000.00', rates: [{ currency: 'EUR', rate: 40 }] }
  await company.mutate('setExchangeRates', other)
  await world.workOff()
  const { of } = await onlyProblem(company)
  expect(of('REVENUE')).toMatchObject({ amount: 5_700, points: 2.75 })
  expect(of('REVENUE')?.explanation).toContain('TRY 1,000 of 1 customer')
})

test('a customer who pays more, or is newer than was known, moves the impact of its problems', async () => {
  const company = await companyOfTheExample()
  await company.mutate('setExchangeRates', rates)
  await world.workOff()
  const before = await onlyProblem(company)
  // The report itself is of another trouble.
  await company.mutate('submitReport', {
    text: 'Invoice shows the wrong delivery address',
    product: await company.product('kettle'),
    customer: { externalId: 'bora', since: since(20), recurringRevenue: { amount: '500', currency: 'EUR' } },
  })
  await world.workOff()
  const { data } = await company.ask(
    `{ problems(filter: { product: "oven" }) { edges { node { impact impactBreakdown { tenure { newShare } } } } } }`,
  )
  const [{ node }] = data.problems.edges
  expect(node.impactBreakdown.tenure.newShare).toBe(2 / 3)
  expect(node.impact).toBe(before.impact + 0.5 + 4.75)
})

test('telling of a customer what is known already causes no work', async () => {
  const company = await companyOfTheExample()
  const again = { externalId: 'bora', recurringRevenue: { amount: '1000.0', currency: 'TRY' } }
  await company.mutate('submitReport', { text, product: 'oven', customer: again })
  const waiting = await world.deps.jobs.queues()
  expect(waiting.find(({ name }) => name === 'score-impact')).toMatchObject({ waiting: 0 })
})

test('impact and what it is made of need the scope READ', async () => {
  const company = await companyOfTheExample()
  const reporter = await company.keyWith('REPORT')
  for (const field of ['impact', 'impactBreakdown { points }']) {
    const { errors } = await company.ask(
      `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmitReportSuccess {
        report { membership { problem { ${field} } } } } } }`,
      { input: { text, product: 'oven' } },
      reporter,
    )
    expect(errors?.[0]?.extensions.code, field).toBe('FORBIDDEN')
  }
})

test('nothing of what customers pay is in a ticket that may not quote them', async () => {
  const company = await world.tenant()
  await company.product('oven', { repository: 'acme/ovens' })
  for (const externalId of ['a', 'b', 'c', 'd'])
    await company.mutate('submitReport', {
      text,
      product: 'oven',
      customer: { externalId, recurringRevenue: { amount: '4711', currency: 'EUR' } },
    })
  await company.mutate('setExchangeRates', rates)
  await world.workOff()
  const { data } = await company.ask('{ problems { edges { node { id } } } }')
  const opened = await company.mutate(
    'openTicket',
    { problemId: data.problems.edges[0].node.id },
    'ticket { preview { title body } }',
  )
  const { title, body } = opened.ticket.preview
  expect(`${title}\n${body}`).not.toMatch(/EUR|4.?711|18.?844|188/)
})
