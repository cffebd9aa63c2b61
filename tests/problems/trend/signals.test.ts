import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { recountProblem } from '../../../src/problems/recount-problem.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const dayMs = 86_400_000
const trouble = 'The clock flashes after a power cut and I cannot set it'

type Contact = { daysAgo: number; customer?: string; text?: string }

let customers = 0

/** Takes reports in as history: all of one trouble, each by a customer of its own where none is named. */
async function takeIn(company: Tenant, contacts: readonly Contact[]): Promise<void> {
  const reports = contacts.map(({ daysAgo, customer, text }) => ({
    text: text ?? trouble,
    product: 'oven',
    language: 'en',
    customer: { externalId: customer ?? `customer-${++customers}` },
    occurredAt: new Date(world.clock.now().getTime() - daysAgo * dayMs).toISOString(),
  }))
  for (let at = 0; at < reports.length; at += 200) {
    await company.mutate('importReports', { reports: reports.slice(at, at + 200) })
  }
  await world.workOff({ evenIfLater: true })
}

const everyDays = (count: number, from: number, step: number): Contact[] =>
  Array.from({ length: count }, (_, at) => ({ daysAgo: from + at * step }))

async function companyWithOven(): Promise<Tenant> {
  const company = await world.tenant()
  await company.product('oven')
  return company
}

const told = async (company: Tenant, filter = '') =>
  (
    await company.ask(
      `{ signals${filter} { edges { node { kind endedAt customers windowHours reason problem { title } } } } }`,
    )
  ).data.signals.edges.map(({ node }: { node: { kind: string } }) => node)
const kindsTold = async (company: Tenant) => (await told(company)).map(({ kind }: { kind: string }) => kind)

const problemsOf = (company: Tenant) =>
  world.deps.database.prisma.problem.findMany({
    where: { organizationId: company.viewer.organizationId },
    orderBy: { reportCount: 'desc' },
  })

async function recount(company: Tenant): Promise<void> {
  for (const { organizationId, id } of await problemsOf(company)) {
    await inTransaction(world.deps.database, (transaction) =>
      recountProblem(world.deps, transaction, organizationId, id),
    )
  }
}

test('three customers after eight weeks with one are told, thirty after twenty-five a week are not', async () => {
  const quiet = await companyWithOven()
  await takeIn(quiet, [{ daysAgo: 60 }])
  expect(await kindsTold(quiet)).toEqual([])
  await takeIn(quiet, [{ daysAgo: 2 }, { daysAgo: 1 }, { daysAgo: 0.1 }])
  expect(await told(quiet)).toEqual([
    expect.objectContaining({ kind: 'SPIKE', endedAt: null, customers: 3, problem: { title: trouble } }),
  ])

  const busy = await companyWithOven()
  await takeIn(busy, everyDays(100, 7, 7 / 25))
  await takeIn(busy, everyDays(30, 0.01, 7 / 31))
  expect(await kindsTold(busy)).toEqual([])
})

test('one customer who comes back thirty times is no spike', async () => {
  const company = await companyWithOven()
  await takeIn(company, [{ daysAgo: 60 }, { daysAgo: 30 }])
  await takeIn(
    company,
    everyDays(30, 0, 0.05).map((contact) => ({ ...contact, customer: 'anna' })),
  )
  expect(await kindsTold(company)).toEqual([])
})

test('a new trouble of a product that is watched emerges, and is told once', async () => {
  const company = await companyWithOven()
  await takeIn(
    company,
    everyDays(20, 5, 2).map((contact) => ({ ...contact, text: 'The invoice shows a wrong address' })),
  )
  await takeIn(company, [{ daysAgo: 3 }, { daysAgo: 2 }, { daysAgo: 1 }, { daysAgo: 0.5 }])
  expect(await kindsTold(company)).toEqual(['EMERGING'])
  await takeIn(company, everyDays(6, 0, 0.01))
  expect(await kindsTold(company)).toEqual(['EMERGING'])
})

test('an import of history tells nothing', async () => {
  const company = await companyWithOven()
  await takeIn(company, [{ daysAgo: 400 }, ...everyDays(40, 200, 0.1)])
  expect(await kindsTold(company)).toEqual([])
})

test('a spike that is over can be told again; one that lasts is not', async () => {
  const company = await companyWithOven()
  await takeIn(company, everyDays(8, 8, 7))
  await takeIn(company, everyDays(8, 0, 0.1))
  expect(await kindsTold(company)).toEqual(['SPIKE'])
  await world.pass(3 * dayMs)
  await takeIn(company, everyDays(8, 0, 0.1))
  expect(await kindsTold(company)).toEqual(['SPIKE'])
  await world.pass(12 * dayMs)
  expect((await told(company))[0].endedAt).not.toBeNull()
  await takeIn(company, everyDays(25, 0, 0.05))
  expect(await kindsTold(company)).toEqual(['SPIKE', 'SPIKE'])
})

test('signals are found by kind, product and time', async () => {
  const company = await companyWithOven()
  await takeIn(company, [{ daysAgo: 60 }, ...everyDays(5, 0, 0.1)])
  const found = async (filter: string) => (await told(company, `(filter: { ${filter} })`)).length
  expect(await found('kinds: [SPIKE]')).toBe(1)
  expect(await found('kinds: [EMERGING, REGRESSION]')).toBe(0)
  expect(await found('product: "oven", since: "2026-11-22T00:00:00Z"')).toBe(1)
  expect(await found('product: "kettle"')).toBe(0)
  expect(await found('since: "2100-01-01T00:00:00Z"')).toBe(0)
})

test('counted in whatever order, again and again, and twice at once, a spike is told once', async () => {
  const order = fc.array(fc.constantFrom('report', 'recount', 'twice'), { minLength: 4, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(order, async (steps) => {
      const company = await companyWithOven()
      await takeIn(company, [{ daysAgo: 60 }, { daysAgo: 40 }, ...everyDays(3, 0, 0.1)])
      for (const step of steps) {
        if (step === 'report') await takeIn(company, [{ daysAgo: 0 }])
        else if (step === 'recount') await recount(company)
        else await Promise.all([recount(company), recount(company)])
      }
      expect(await kindsTold(company)).toEqual(['SPIKE'])
    }),
    { numRuns: 4 },
  )
})

test('the trend of a problem says where it goes, with the figures', async () => {
  const company = await companyWithOven()
  await takeIn(company, everyDays(56, 7, 1))
  await takeIn(company, everyDays(7, 0.1, 1))
  const { data } = await company.ask(
    '{ problems { edges { node { trend { direction thisWeek expected low high windowHours probability reason } } } } }',
  )
  const [{ node }] = data.problems.edges
  expect(node.trend).toMatchObject({ direction: 'STEADY', thisWeek: 7, windowHours: 168 })
  expect(node.trend.expected).toBeCloseTo(7, 0)
  expect(node.trend.low).toBeLessThan(7)
  expect(node.trend.high).toBeGreaterThan(7)
  expect(node.trend.reason).toMatch(/^As usual: 7 customers in the last 7 days/)
})
