import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const fields =
  'base revenuePerPoint rates { currency rate } missing { currency customers } setAt setBy { name }'

test('before any rates are set, the currencies that customers pay in are listed', async () => {
  const company = await world.tenant()
  for (const [externalId, currency] of [
    ['a', 'TRY'],
    ['b', 'TRY'],
    ['c', 'EUR'],
  ])
    await company.mutate('submitReport', {
      text: 'The clock flashes',
      customer: { externalId, recurringRevenue: { amount: '5', currency } },
    })
  const { data } = await company.ask(`{ exchangeRates { ${fields} } }`)
  expect(data.exchangeRates).toEqual({
    base: null,
    revenuePerPoint: null,
    rates: [],
    missing: [
      { currency: 'TRY', customers: 2 },
      { currency: 'EUR', customers: 1 },
    ],
    setAt: null,
    setBy: null,
  })

  const set = await company.mutate(
    'setExchangeRates',
    { base: 'EUR', revenuePerPoint: '12.50', rates: [{ currency: 'USD', rate: 0.9234 }] },
    `exchangeRates { ${fields} }`,
  )
  expect(set.exchangeRates).toEqual({
    base: 'EUR',
    revenuePerPoint: '12.50',
    rates: [{ currency: 'USD', rate: 0.9234 }],
    missing: [{ currency: 'TRY', customers: 2 }],
    setAt: world.clock.now().toISOString(),
    setBy: { name: 'Administrator' },
  })
})

test.each([
  ['base', { base: 'euro', rates: [] }],
  ['revenuePerPoint', { base: 'EUR', revenuePerPoint: '0', rates: [] }],
  ['rates.0.rate', { base: 'EUR', rates: [{ currency: 'USD', rate: 0 }] }],
  ['rates.0.rate', { base: 'EUR', rates: [{ currency: 'USD', rate: -1 }] }],
  ['rates.0.currency', { base: 'EUR', rates: [{ currency: 'EUR', rate: 2 }] }],
  [
    'rates.1.currency',
    {
      base: 'EUR',
      rates: [
        { currency: 'USD', rate: 1 },
        { currency: 'USD', rate: 2 },
      ],
    },
  ],
])('%s is refused where it is wrong, and nothing is set', async (field, input) => {
  const company = await world.tenant()
  const refused = await company.mutate('setExchangeRates', input)
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', field })
  const { data } = await company.ask('{ exchangeRates { base } }')
  expect(data.exchangeRates.base).toBeNull()
})

test('rates that are set at the same time are those of one of the two', async () => {
  const company = await world.tenant()
  const usd = (rate: number) => ({ base: 'EUR', rates: [{ currency: 'USD', rate }] })
  await Promise.all([
    company.mutate('setExchangeRates', usd(0.5)),
    company.mutate('setExchangeRates', usd(0.9)),
  ])
  const { data } = await company.ask('{ exchangeRates { rates { rate } } }')
  expect([0.5, 0.9]).toContain(data.exchangeRates.rates[0].rate)
  expect(data.exchangeRates.rates).toHaveLength(1)
})
