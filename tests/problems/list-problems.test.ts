import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

/** Troubles that have nothing to do with each other; each is reported by one customer more than the one before. */
const troubles = [
  'The door squeaks loudly when it is opened',
  'Invoice shows the wrong delivery address',
  'Plastic smell during the first heating',
  'Elektrik kesildikten sonra saat yanıp sönüyor',
  'Turntable stops rotating halfway',
  'Warranty registration page rejects my serial number',
  'Light bulb inside went dark yesterday',
]

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  for (const key of ['oven', 'kettle']) await company.product(key)
  const reports = troubles.flatMap((text, at) =>
    Array.from({ length: at + 1 }, (_, customer) => ({
      text,
      product: at === 1 ? 'kettle' : 'oven',
      customer: {
        externalId: `customer-${customer}`,
        recurringRevenue: { amount: '2.50', currency: 'EUR' },
      },
      occurredAt: new Date(Date.UTC(2026, 10, 20 - at, 12, customer)).toISOString(),
    })),
  )
  await company.mutate('setExchangeRates', { base: 'EUR', rates: [] })
  await company.mutate('importReports', { reports })
  await world.workOff({ evenIfLater: true })
})
afterAll(() => world.close())

type Page = {
  edges: { cursor: string; node: { id: string; title: string } }[]
  pageInfo: Record<string, unknown>
}

const page = async (paging: object, orderBy = 'IMPACT'): Promise<Page> => {
  const { data } = await company.ask(
    `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ProblemOrder!) {
      problems(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        edges { cursor node { id title } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    { ...paging, orderBy },
  )
  return data.problems
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id)

test.each(['IMPACT', 'GROWTH', 'LAST_SEEN', 'CUSTOMERS', 'REVENUE'])(
  'ordered by %s, pages forward and backward hold every problem once',
  async (orderBy) => {
    const all = idsOf(await page({ first: 100 }, orderBy))
    expect(all).toHaveLength(troubles.length)

    const forward: string[] = []
    for (let after: unknown = null, more: unknown = true; more; ) {
      const { edges, pageInfo } = await page({ first: 2, after }, orderBy)
      forward.push(...edges.map(({ node }) => node.id))
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    expect(forward).toEqual(all)

    const backward: string[] = []
    for (let before: unknown = null, more: unknown = true; more; ) {
      const { edges, pageInfo } = await page({ last: 3, before }, orderBy)
      backward.unshift(...edges.map(({ node }) => node.id))
      before = pageInfo.startCursor
      more = pageInfo.hasPreviousPage
    }
    expect(backward).toEqual(all)
  },
)

test('the greatest impact comes first, and so do most customers, most revenue and what was seen last', async () => {
  const titles = async (orderBy: string) =>
    (await page({}, orderBy)).edges.map(({ node }) => troubles.indexOf(node.title))
  // The last one was reported the week before: it does not grow any more.
  expect(await titles('IMPACT')).toEqual([5, 6, 4, 3, 2, 1, 0])
  expect(await titles('CUSTOMERS')).toEqual([6, 5, 4, 3, 2, 1, 0])
  expect(await titles('REVENUE')).toEqual([6, 5, 4, 3, 2, 1, 0])
  expect(await titles('LAST_SEEN')).toEqual([0, 1, 2, 3, 4, 5, 6])
})

const found = async (filter: object): Promise<number[]> => {
  const { data, errors } = await company.ask(
    `query ($filter: ProblemFilter) { problems(filter: $filter, orderBy: LAST_SEEN) {
      totalCount edges { node { title } } } }`,
    { filter },
  )
  expect(errors).toBeUndefined()
  const { totalCount, edges } = data.problems
  expect(totalCount).toBe(edges.length)
  return edges.map(({ node }: { node: { title: string } }) => troubles.indexOf(node.title))
}

test('problems are found by product, status, language, time and text, and by all of them together', async () => {
  expect(await found({ product: 'kettle' })).toEqual([1])
  expect(await found({ statuses: ['CANDIDATE'] })).toEqual([0, 1])
  expect(await found({ statuses: ['CANDIDATE', 'RECURRING'] })).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(await found({ statuses: ['FIXED'] })).toEqual([])
  expect(await found({ language: 'tr' })).toEqual([3])
  expect(await found({ language: 'TR' })).toEqual([3])
  expect(await found({ seenAfter: '2026-11-18T00:00:00Z' })).toEqual([0, 1, 2])
  expect(await found({ seenBefore: '2026-11-16T00:00:00Z' })).toEqual([5, 6])
  expect(await found({ seenAfter: '2026-11-16T00:00:00Z', seenBefore: '2026-11-18T00:00:00Z' })).toEqual([
    3, 4,
  ])
  expect(await found({ text: 'TURNTABLE stops' })).toEqual([4])
  expect(await found({ text: '  squeaks ' })).toEqual([0])
  expect(await found({ text: 'squeaks', product: 'kettle' })).toEqual([])
  expect(await found({ product: 'oven', statuses: ['RECURRING'], text: 'the' })).toEqual([2])
})

test('a text is looked for in every report, not only in the title', async () => {
  const other = await world.tenant()
  await other.product('oven')
  await other.report(clockTroubles[0], { product: 'oven', customer: 'a' })
  await other.report(`${clockTroubles[0]} on my Zanzibar 3000`, { product: 'oven', customer: 'b' })
  const { data } = await other.ask('{ problems(filter: { text: "zanzibar" }) { totalCount } }')
  expect(data.problems.totalCount).toBe(1)
})
