import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const dayMs = 86_400_000
const trouble = 'The clock flashes after a power cut and I cannot set it'

const daysAgo = (days: number) => new Date(world.clock.now().getTime() - days * dayMs).toISOString()
const release = (company: Tenant, version: string, days: number) =>
  company.mutate('recordRelease', { product: 'oven', version, releasedAt: daysAgo(days) })

/** A problem that was reported from 2.3.0, of a product whose release 2.4.0 is two days old. */
async function fixedIn(version: string | null) {
  const company = await world.tenant()
  await company.product('oven')
  await release(company, '2.3.0', 90)
  await release(company, '2.4.0', 2)
  const { problem } = await company.report(trouble, { product: 'oven', version: '2.3.0' })
  const fixed = await company.mutate(
    'fixProblem',
    { problemId: problem.id, version, reason: 'The clock keeps its time' },
    'problem { status fixedAt fixedInVersion fixRelease { version } }',
  )
  return { company, id: problem.id as string, fixed: fixed.problem }
}

let reports = 0
async function reported(company: Tenant, about: object): Promise<string> {
  const report = await company.report(trouble, {
    product: 'oven',
    customer: `customer-${++reports}`,
    ...about,
  })
  return report.problem.status
}

const look = async (company: Tenant, id: string) => {
  const { data } = await company.ask(
    `query ($id: ID!) { problem(id: $id) { status fixedInVersion
      signals { edges { node { kind version fixedInVersion endedAt reason report { version } } } }
      decisions { edges { node { kind reason member { name } automatic } } } } }`,
    { id },
  )
  const nodes = (list: { edges: { node: object }[] }) => list.edges.map(({ node }) => node)
  const { signals, decisions, ...problem } = data.problem
  return { ...problem, signals: nodes(signals), decisions: nodes(decisions) }
}

test('a fix names its version and release', async () => {
  const { fixed } = await fixedIn('2.4')
  expect(fixed).toEqual({
    status: 'FIXED',
    fixedAt: world.clock.now().toISOString(),
    fixedInVersion: '2.4',
    fixRelease: { version: '2.4.0' },
  })
})

test('reported from the fixed version after its release, it regresses, once and by the service itself', async () => {
  const { company, id } = await fixedIn('2.4.0')
  expect(await reported(company, { version: '2.5.0', occurredAt: daysAgo(1) })).toBe('REGRESSED')
  expect(await reported(company, { version: '2.4.0' })).toBe('REGRESSED')
  const { signals, decisions } = await look(company, id)
  expect(signals).toEqual([
    {
      ...{ kind: 'REGRESSION', version: '2.5.0', fixedInVersion: '2.4.0', endedAt: null },
      reason: 'It was fixed in 2.4.0, and is reported from 2.5.0, after the release.',
      report: { version: '2.5.0' },
    },
  ])
  expect(decisions[0]).toEqual({
    ...{ kind: 'REGRESSED', member: null, automatic: true },
    reason: 'Reported from version 2.5.0, but fixed in 2.4.0.',
  })
})

test('an older version, and what occurred before the release, leave it fixed', async () => {
  const { company, id } = await fixedIn('2.4.0')
  expect(await reported(company, { version: '2.3.0' })).toBe('FIXED')
  expect(await reported(company, { version: '2.4.0', occurredAt: daysAgo(3) })).toBe('FIXED')
  expect(await reported(company, { occurredAt: daysAgo(3) })).toBe('FIXED')
  expect((await look(company, id)).signals).toEqual([])
})

test('an unknown version is told for review and moves nothing; once more only after it was quiet', async () => {
  const { company, id } = await fixedIn('2.4.0')
  expect(await reported(company, {})).toBe('FIXED')
  expect(await reported(company, { version: 'Summer edition' })).toBe('FIXED')
  const kinds = async () => (await look(company, id)).signals.map(({ kind }: { kind?: string }) => kind)
  expect(await kinds()).toEqual(['REGRESSION_REVIEW'])
  await world.pass(9 * dayMs)
  expect((await look(company, id)).signals[0]).toMatchObject({ endedAt: expect.any(String) })
  expect(await reported(company, { version: '2.3.0' })).toBe('FIXED')
  expect(await kinds()).toEqual(['REGRESSION_REVIEW'])
  expect(await reported(company, {})).toBe('FIXED')
  expect(await kinds()).toEqual(['REGRESSION_REVIEW', 'REGRESSION_REVIEW'])
  expect(await reported(company, { version: '2.4.1' })).toBe('REGRESSED')
  expect(await kinds()).toEqual(['REGRESSION', 'REGRESSION_REVIEW', 'REGRESSION_REVIEW'])
})

test('a fix without a version goes to review, until a release after it is recorded', async () => {
  const { company, id } = await fixedIn(null)
  await world.pass(dayMs)
  expect(await reported(company, { version: '2.5.0' })).toBe('FIXED')
  expect((await look(company, id)).signals).toMatchObject([{ kind: 'REGRESSION_REVIEW', version: '2.5.0' }])
  await release(company, '2.5.0', 0.5)
  await world.workOff()
  const { status, signals } = await look(company, id)
  expect(status).toBe('REGRESSED')
  expect(signals).toMatchObject([
    { kind: 'REGRESSION', endedAt: null },
    { kind: 'REGRESSION_REVIEW', endedAt: expect.any(String) },
  ])
})

test('fixed again and back again, it is told again', async () => {
  const { company, id } = await fixedIn('2.4.0')
  expect(await reported(company, { version: '2.4.0' })).toBe('REGRESSED')
  await company.mutate('fixProblem', { problemId: id, version: '2.4.1' })
  expect(await reported(company, { version: '2.4.0' })).toBe('FIXED')
  expect(await reported(company, { version: '2.4.1' })).toBe('REGRESSED')
  expect((await look(company, id)).signals).toMatchObject([
    { kind: 'REGRESSION', version: '2.4.1', endedAt: null },
    { kind: 'REGRESSION', version: '2.4.0', endedAt: expect.any(String) },
  ])
})

test('a version that is told after the fix is taken over', async () => {
  const { company, id } = await fixedIn(null)
  await company.mutate('fixProblem', { problemId: id, version: '2.4.0' })
  expect(await look(company, id)).toMatchObject({
    fixedInVersion: '2.4.0',
    decisions: [{ kind: 'FIXED' }, { kind: 'FIXED' }],
  })
  expect(await reported(company, { version: '2.4.0' })).toBe('REGRESSED')
})
