import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const fields = 'imported alreadyKnown rejected { index error { code message } }'

const troubles = ['The clock flashes', 'The door squeaks', 'The plate does not turn', 'It smells of plastic']

const history = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    text: `${troubles[at % troubles.length]} since last week`,
    product: 'oven',
    externalId: `case-${at}`,
    customer: { externalId: `customer-${at % 50}` },
    occurredAt: new Date(Date.UTC(2026, 9, 1, 0, at)).toISOString(),
  }))

test('importing again imports what is missing, and grouping afterwards counts each report once', async () => {
  const company = await world.tenant()
  await company.product('oven')
  expect(await company.mutate('importReports', { reports: history(30) }, fields)).toMatchObject({
    imported: 30,
  })
  const again = await company.mutate('importReports', { reports: history(40) }, fields)
  expect(again).toMatchObject({ imported: 10, alreadyKnown: 30, rejected: [] })
  await world.workOff({ evenIfLater: true })
  const { data } = await company.ask('{ problems { edges { node { reportCount } } } }')
  const counts = data.problems.edges.map(({ node }: { node: { reportCount: number } }) => node.reportCount)
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(40)
  expect(counts).toHaveLength(4)
})

test('of 500 reports the good ones go in and the bad ones are listed where they stand', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const reports: object[] = history(500)
  reports[3] = { text: '' }
  reports[77] = { text: 'It hums', product: 'ovem' }
  reports[78] = { text: 'It hums', product: 'oven', component: 'clock' }
  reports[200] = { text: 'It hums', occurredAt: '2027-01-01T00:00:00Z' }
  reports[300] = { ...reports[299] }
  reports[499] = { text: 'It\0hums' }
  const answer = await company.mutate('importReports', { reports }, fields)
  expect(answer).toMatchObject({ imported: 494, alreadyKnown: 1 })
  expect(
    answer.rejected.map(({ index, error }: { index: number; error: { code: string } }) => [
      index,
      error.code,
    ]),
  ).toEqual([
    [3, 'INVALID_INPUT'],
    [77, 'PRODUCT_NOT_FOUND'],
    [78, 'COMPONENT_NOT_FOUND'],
    [200, 'INVALID_INPUT'],
    [499, 'INVALID_INPUT'],
  ])
  const { organizationId } = company.viewer
  expect(await world.deps.database.prisma.report.count({ where: { organizationId } })).toBe(494)
  expect(await world.deps.database.prisma.customer.count({ where: { organizationId } })).toBe(50)
})

test('more than 500 reports, and none at all, are refused before anything is stored', async () => {
  const company = await world.tenant()
  for (const reports of [[], Array.from({ length: 501 }, () => ({ text: 'It hums' }))]) {
    const answer = await company.mutate('importReports', { reports }, fields)
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field: 'reports' })
  }
  const { organizationId } = company.viewer
  expect(await world.deps.database.prisma.report.count({ where: { organizationId } })).toBe(0)
})
