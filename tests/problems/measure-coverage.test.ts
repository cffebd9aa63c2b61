import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  for (const key of ['oven', 'kettle']) await company.product(key)
  const told = [
    ['oven', 'en', 'The clock flashes after a power cut', '2026-11-20T08:00:00Z'],
    ['oven', 'en', 'The clock flashes after the power cut', '2026-11-20T08:00:00Z'],
    // The words are the same, so the wording joins them, whatever language they are said to be in.
    ['oven', 'tr', 'The clock flashes after a power cut', '2026-11-20T08:00:00Z'],
    ['oven', 'tr', 'Elektrik kesildikten sonra saat yanıp sönüyor', '2026-10-01T08:00:00Z'],
    ['kettle', 'en', 'The lid does not close', '2026-11-20T08:00:00Z'],
  ]
  for (const [product, language, text, occurredAt] of told)
    await company.mutate('submitReport', { product, language, text, occurredAt })
  await company.mutate('importReports', {
    reports: [
      { product: 'oven', language: 'th', text: 'นาฬิกากระพริบหลังไฟดับ', occurredAt: '2026-11-21T08:00:00Z' },
    ],
  })
})
afterAll(() => world.close())

const coverage = async (args = '') => {
  const { data, errors } = await company.ask(`{ coverage${args} {
    ... on CoverageSuccess { product { key } languages { language reports alone acrossLanguages waiting understood note } }
    ... on UserError { code message } ... on ProductNotFoundError { near }
  } }`)
  expect(errors).toBeUndefined()
  return data.coverage
}

test('coverage tells of each language how many reports stand alone, meet others, or wait', async () => {
  const { product, languages } = await coverage()
  expect(product).toBeNull()
  expect(languages).toMatchObject([
    { language: 'en', reports: 3, alone: 1, acrossLanguages: 2, waiting: 0, understood: true },
    { language: 'tr', reports: 2, alone: 1, acrossLanguages: 1, waiting: 0, understood: false },
    { language: 'th', reports: 1, alone: 0, acrossLanguages: 0, waiting: 1, understood: false },
  ])
})

test('a sentence says where grouping is blind', async () => {
  const { languages } = await coverage()
  expect(languages.map(({ note }: { note: string }) => note)).toEqual([
    'English is compared by meaning: 1 of 3 stand alone, 2 of 3 share a problem with other languages.',
    'Turkish is compared by its wording only, so the same trouble in other words, or in another language, is easily ' +
      'missed: 1 of 2 stand alone, 1 of 2 share a problem with other languages.',
    'Thai: 1 of 1 wait for a problem.',
  ])
})

test('coverage can be that of one product, and of what occurred since a day', async () => {
  const oven = await coverage('(product: "oven")')
  expect(oven).toMatchObject({
    product: { key: 'oven' },
    languages: [{ reports: 2 }, { reports: 2 }, { reports: 1 }],
  })
  const lately = await coverage('(product: "oven", since: "2026-11-01T00:00:00Z")')
  expect(lately.languages).toMatchObject([
    { language: 'en', reports: 2 },
    { language: 'th', waiting: 1 },
    { language: 'tr', reports: 1, alone: 0 },
  ])
})

test('coverage of a product that is not there is refused, and near keys are named', async () => {
  expect(await coverage('(product: "ovem")')).toMatchObject({ code: 'PRODUCT_NOT_FOUND', near: ['oven'] })
})

test('reports in no language are told of too', async () => {
  const other = await world.tenant()
  await other.mutate('submitReport', { text: '404 404 404', language: 'und' })
  const { data } = await other.ask('{ coverage { ... on CoverageSuccess { languages { language note } } } }')
  expect(data.coverage.languages).toEqual([
    {
      language: 'und',
      note: expect.stringMatching(/^Text in no known language is compared by its wording only/),
    },
  ])
})
