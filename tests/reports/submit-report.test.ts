import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('oven')
})
afterAll(() => world.close())

const countReports = (externalId: string) =>
  world.deps.database.prisma.report.count({
    where: { organizationId: company.viewer.organizationId, externalId },
  })

test('the same external id again changes nothing and answers the same report', async () => {
  const first = await company.report('The door squeaks when I open it', {
    product: 'oven',
    externalId: 'case-1',
    customer: 'anna',
  })
  const again = await company.report('Quite another text', { externalId: 'case-1', customer: 'bert' })
  expect(first.alreadyKnown).toBe(false)
  expect(again).toMatchObject({ alreadyKnown: true, id: first.id, text: 'The door squeaks when I open it' })
  expect(again.problem).toMatchObject({ id: first.problem.id, reportCount: 1 })
  expect(await countReports('case-1')).toBe(1)
})

test('ten requests with one external id at once make one report and answer it ten times', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      company.report('The fan rattles at night', { externalId: 'case-2', customer: 'carl' }),
    ),
  )
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(answers.filter(({ alreadyKnown }) => !alreadyKnown)).toHaveLength(1)
  expect(await countReports('case-2')).toBe(1)
  const { data } = await company.ask(
    '{ problems(filter: { text: "rattles" }) { totalCount edges { node { reportCount } } } }',
  )
  expect(data.problems).toEqual({ totalCount: 1, edges: [{ node: { reportCount: 1 } }] })
})

test('what is known of a customer is completed by each report, and never emptied', async () => {
  const about = (customer: object) =>
    company.mutate(
      'submitReport',
      { text: 'It hums', customer: { externalId: 'dora', ...customer } },
      'report { customer { plan locale since recurringRevenue { amount currency } } }',
    )
  await about({ plan: 'Gold', since: '2020-02-29' })
  await about({ locale: 'tr-TR' })
  const { report } = await about({ recurringRevenue: { amount: '49.9', currency: 'EUR' } })
  expect(report.customer).toEqual({
    plan: 'Gold',
    locale: 'tr-TR',
    since: '2020-02-29',
    recurringRevenue: { amount: '49.90', currency: 'EUR' },
  })
})

test('the language is detected, or taken as it is given', async () => {
  const turkish = await company.report('Elektrik kesildikten sonra saat yanıp sönüyor, ayarlayamıyorum')
  const thai = await company.report('นาฬิกากระพริบหลังไฟดับ ตั้งเวลาไม่ได้')
  const given = await company.report('Die Uhr blinkt', { language: 'de-AT' })
  expect([turkish.language, thai.language, given.language]).toEqual(['tr', 'th', 'de'])
})

test('personal data is taken out of what is shown, and told by kind', async () => {
  const report = await company.report(
    'Call me at +49 30 901820 or write to anna@example.com, it smells burnt',
  )
  expect(report.text).not.toMatch(/901820|anna@/)
  expect(report.text).toContain('it smells burnt')
  expect(report.redactions.length).toBe(2)
})

test('each contact of a customer is counted, in all and within the problem', async () => {
  const text = 'The light bulb inside has gone out'
  for (const contact of [1, 2, 3]) {
    const { customerContacts } = await company.report(text, { product: 'oven', customer: 'emil' })
    expect(customerContacts).toEqual({ reports: contact, inProblem: contact })
  }
  const other = await company.report('Where can I buy a bigger tray?', { product: 'oven', customer: 'emil' })
  expect(other.customerContacts).toEqual({ reports: 4, inProblem: 1 })
})
