import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const texts = ['The clock flashes after a power cut', 'The door squeaks', 'Invoice shows the wrong address']
const now = Date.parse('2026-11-22T09:00:00Z')
const dayMs = 86_400_000

const report = fc.record({
  text: fc.constantFrom(...texts),
  customer: fc.option(
    fc.constantFrom('a', 'b', 'c').map((externalId) => ({ externalId })),
    { nil: null },
  ),
  version: fc.option(fc.constantFrom('1.0', '2.0'), { nil: null }),
  language: fc.constantFrom('en', 'tr'),
  occurredAt: fc.integer({ min: 0, max: 40 }).map((days) => new Date(now - days * dayMs).toISOString()),
})

const fields = `id status reportCount customerCount repeatContacts impact growth firstSeenAt lastSeenAt
  languages { language reports } versions { version reports }`

test('what a problem counts is what its reports say, whatever comes in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 12 }), async (reports) => {
      const company = await world.tenant()
      await company.product('oven')
      await company.mutate('importReports', {
        reports: reports.map((one) => ({ ...one, product: 'oven' })),
      })
      await world.workOff({ evenIfLater: true })
      const { data } =
        await company.ask(`{ problems(first: 12) { edges { node { ${fields} memberships(first: 12) { edges { node {
        report { id language version occurredAt customer { externalId } }
      } } } } } } }`)
      const problems: Shown[] = data.problems.edges.map(({ node }: { node: Shown }) => node)
      for (const problem of problems) expect(problem).toMatchObject(recomputed(problem))
      const total = problems.reduce((sum, { reportCount }) => sum + reportCount, 0)
      expect(total).toBe(reports.length)
    }),
    { numRuns: 6 },
  )
})

type Reported = {
  id: string
  language: string
  version: string | null
  occurredAt: string
  customer: { externalId: string } | null
}
type Shown = { reportCount: number; memberships: { edges: { node: { report: Reported } }[] } }

function recomputed({ memberships }: Shown): object {
  const reports = memberships.edges.map(({ node }) => node.report)
  const customers = new Set(reports.map(({ id, customer }) => customer?.externalId ?? id)).size
  const ages = reports.map(({ occurredAt }) => (now - Date.parse(occurredAt)) / dayMs)
  const times = reports.map(({ occurredAt }) => occurredAt).sort()
  const within = (least: number, most: number) => ages.filter((age) => age >= least && age < most).length
  return {
    reportCount: reports.length,
    customerCount: customers,
    repeatContacts: reports.length - customers,
    impact: customers + (reports.length - customers) / 4 + Math.max(0, within(0, 7) - within(7, 14)) / 4,
    growth: within(0, 7) - within(7, 14),
    firstSeenAt: times[0],
    lastSeenAt: times.at(-1),
    languages: expect.arrayContaining(shares(reports, ({ language }) => ({ language }))),
    versions: expect.arrayContaining(
      shares(
        reports.filter(({ version }) => version !== null),
        ({ version }) => ({ version }),
      ),
    ),
  }
}

function shares(reports: Reported[], by: (report: Reported) => object): object[] {
  const counts = new Map<string, number>()
  for (const one of reports)
    counts.set(JSON.stringify(by(one)), (counts.get(JSON.stringify(by(one))) ?? 0) + 1)
  return [...counts].map(([share, count]) => ({ ...JSON.parse(share), reports: count }))
}
