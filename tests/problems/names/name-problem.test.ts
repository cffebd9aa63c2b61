import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const nameOf = async (company: Tenant, id: string) =>
  (await company.ask('query ($id: ID!) { problem(id: $id) { title titleSource terms summary } }', { id }))
    .data.problem

async function reportAll(company: Tenant, texts: readonly string[], about: object = {}) {
  let problem: { id: string } | undefined
  for (const [at, text] of texts.entries())
    problem = (await company.report(text, { product: 'oven', customer: `customer-${at}`, ...about })).problem
  if (problem === undefined) throw new Error('no report')
  return problem
}

const english = [
  'Hello there, nice to meet you. The clock flashes after a power cut and I cannot set it.',
  'After a power cut the clock only flashes, how do I set it?',
  'Clock is flashing since the power cut, cannot set the clock. Call me: +90 532 123 45 67',
]
const turkish = [
  'Elektrik kesintisinden sonra saat yanıp sönüyor, saati ayarlayamıyorum',
  'Elektrik kesintisinden sonra saat yanıp sönüyor ve ayarlanamıyor',
]

test('a problem is named when it becomes recurring, after what sets it apart', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const first = await company.report(english[0] ?? '', { product: 'oven', customer: 'the first' })
  expect(await nameOf(company, first.problem.id)).toMatchObject({
    titleSource: 'REPORT',
    title: 'Hello there, nice to meet you',
    terms: [],
    summary: '1 report by 1 customer since November 22, 2026, in English.',
  })
  const { id } = await reportAll(company, english.slice(1))
  await company.report(english[0] ?? '', { product: 'oven', customer: 'one more' })
  const named = await nameOf(company, id)
  expect(named.titleSource).toBe('CENTRAL_REPORT')
  expect(named.title).toMatch(/clock.*flash/i)
  expect(named.terms).toEqual(expect.arrayContaining(['clock', 'power', 'cut']))
  expect(named.summary).toMatch(
    /^4 reports by 4 customers since .* What sets it apart: .*clock.* One of them: “/,
  )
  expect(JSON.stringify(named)).not.toContain('532')
})

test('a product team reads names in its own language, where a report is in it', async () => {
  const texts = [...turkish, ...turkish, turkish[0] ?? '']
  const company = await world.tenant()
  await company.product('oven')
  await company.mutate('createTeam', { name: 'Agents', kind: 'SERVICE', locales: ['tr-TR'] })
  await company.mutate('createTeam', { name: 'Designers', kind: 'PRODUCT', locales: ['en_GB', 'tr'] })
  const { id } = await reportAll(company, texts)
  expect((await nameOf(company, id)).summary).toContain('müşteriden 5 bildirim')
  const mixed = await world.deps.database.prisma.report.findFirstOrThrow({
    where: { organizationId: company.viewer.organizationId },
  })
  // A translation that a designer moved here, as built-in grouping leaves languages apart.
  await world.deps.database.prisma.report.update({
    where: { organizationId_id: { organizationId: mixed.organizationId, id: mixed.id } },
    data: { redactedText: 'The clock flashes after a power cut', language: 'en' },
  })
  await world.deps.database.prisma.membership.update({
    where: { organizationId_reportId: { organizationId: mixed.organizationId, reportId: mixed.id } },
    data: { language: 'en' },
  })
  await reportAll(company, [turkish[1] ?? ''], { customer: 'customer-9' })
  await world.workOff()
  expect(await nameOf(company, id)).toMatchObject({
    title: 'The clock flashes after a power cut',
    summary: expect.stringMatching(/^6 reports by 6 customers/),
  })
})

test('without a team, the language of most reports is taken', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const { id } = await reportAll(company, [...turkish, turkish[0] ?? ''])
  const named = await nameOf(company, id)
  expect(named.title).toContain('saat yanıp sönüyor')
  expect(named.terms).toEqual(expect.arrayContaining(['saat']))
})

test('a problem that has doubled is named anew, by a job', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const early = Array.from({ length: 3 }, (_, at) => `The clock flashes after a power cut on floor ${at}`)
  const late = Array.from(
    { length: 9 },
    (_, at) => `The clock flashes after a power cut and hums on floor ${at}`,
  )
  const { id } = await reportAll(company, early)
  await world.workOff()
  const before = await nameOf(company, id)
  await reportAll(company, late)
  expect(await nameOf(company, id)).toMatchObject({ title: before.title, terms: before.terms })
  await world.workOff()
  const after = await nameOf(company, id)
  expect(after.title).toContain('hums')
  expect(after.terms).toContain('hums')
})

test('who may not read reports sees no summary, since it quotes', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const { id } = await reportAll(company, english)
  const key = await company.keyWith('REPORT')
  const { errors } = await company.ask(
    `mutation ($input: SubmitReportInput!) { submitReport(input: $input) {
      ... on SubmitReportSuccess { report { membership { problem { title summary } } } } } }`,
    { input: { text: english[1], product: 'oven', externalId: id } },
    key,
  )
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
