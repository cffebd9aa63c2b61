import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** A company with an oven whose clock and door have guidance of their own. */
async function companyWithAdvice(settings: object): Promise<{ company: Tenant; id: string }> {
  const company = await world.tenant()
  await company.product('oven')
  for (const key of ['clock', 'door'])
    await company.mutate('createComponent', { product: 'oven', key, name: key })
  const { guidance } = await company.mutate(
    'publishGuidance',
    { ...advice, product: 'oven', ...settings },
    'guidance { id }',
  )
  return { company, id: guidance.id }
}

const advice = {
  title: 'The clock flashes after a power cut',
  body: 'Hold **Clock** for three seconds, then set the clock.',
  kind: 'SETUP_PITFALL',
}

/** The titles of what is found for a case, with the reason. */
async function found(company: Tenant, about: object = {}): Promise<string[]> {
  const { data } = await company.ask(
    `query ($input: FindGuidanceInput!) { findGuidance(input: $input) {
      ... on FindGuidanceSuccess { matches { reason version { title number } } } ... on UserError { code }
    } }`,
    { input: { text: clockTroubles[0], product: 'oven', ...about } },
  )
  return data.findGuidance.matches.map(
    ({ reason, version }: { reason: string; version: { title: string; number: number } }) =>
      `${reason} ${version.title} ${version.number}`,
  )
}

test('guidance for a range of versions reaches the cases in it, and those of no version', async () => {
  const { company } = await companyWithAdvice({ versions: '>=2.1 <2.4' })
  expect(await found(company, { version: '2.2.0' })).toHaveLength(1)
  expect(await found(company)).toHaveLength(1)
  expect(await found(company, { version: '2.4.0' })).toEqual([])
})

test('guidance for a locale reaches the customers of that locale', async () => {
  const { company } = await companyWithAdvice({ locales: ['en-GB'] })
  expect(await found(company, { locale: 'en-GB' })).toHaveLength(1)
  expect(await found(company, { locale: 'en' })).toHaveLength(1)
  expect(await found(company, { locale: 'tr-TR' })).toEqual([])
})

test('guidance for a stage of the journey stays out of the others', async () => {
  const { company } = await companyWithAdvice({ touchpoint: 'SET_UP' })
  expect(await found(company, { touchpoint: 'SET_UP' })).toHaveLength(1)
  expect(await found(company, { touchpoint: 'RENEW' })).toEqual([])
})

test('guidance about one component is not shown for another', async () => {
  const { company } = await companyWithAdvice({ component: 'clock' })
  expect(await found(company, { component: 'clock' })).toEqual([`COMPONENT ${advice.title} 1`])
  expect(await found(company, { component: 'door' })).toEqual([])
})

test('what reads nothing like the case is not shown', async () => {
  const { company } = await companyWithAdvice({})
  expect(await found(company)).toEqual([`LIKENESS ${advice.title} 1`])
  expect(await found(company, { text: 'Where do I send the invoice for my order?' })).toEqual([])
})

test('revising makes a second version, and what was said of the first stays with the first', async () => {
  const { company, id } = await companyWithAdvice({ versions: '^1', locales: ['en'] })
  await company.mutate('recordReceipt', { guidanceId: id, version: 1, kind: 'HELPED', caseId: 'case-1' })
  const revised = await company.mutate(
    'reviseGuidance',
    { id, title: 'Setting the clock after a power cut', versions: null },
    'guidance { current { number versions locales body } versions { edges { node { number title } } } helped }',
  )
  expect(revised.guidance).toEqual({
    current: { number: 2, versions: null, locales: ['en'], body: advice.body },
    versions: {
      edges: [
        { node: { number: 2, title: 'Setting the clock after a power cut' } },
        { node: { number: 1, title: advice.title } },
      ],
    },
    helped: 1,
  })
  expect(await found(company, { version: '9.0.0' })).toEqual([
    'LIKENESS Setting the clock after a power cut 2',
  ])
})

test('revising what is retired is refused, and retiring twice changes nothing', async () => {
  const { company, id } = await companyWithAdvice({})
  for (let times = 0; times < 2; times++) {
    const { guidance } = await company.mutate('retireGuidance', { id }, 'guidance { status updatedAt }')
    expect(guidance).toEqual({ status: 'RETIRED', updatedAt: world.clock.now().toISOString() })
  }
  expect(await found(company)).toEqual([])
  expect(await company.mutate('reviseGuidance', { id, title: 'New' })).toMatchObject({
    code: 'GUIDANCE_RETIRED',
  })
})

test('two who revise at once make two versions', async () => {
  const { company, id } = await companyWithAdvice({})
  const answers = await Promise.all(
    ['One', 'Two'].map((title) =>
      company.mutate('reviseGuidance', { id, title }, 'guidance { current { number } }'),
    ),
  )
  expect(answers.every(({ __typename }) => __typename === 'ReviseGuidanceSuccess')).toBe(true)
  const { data } = await company.ask(
    '{ guidance { edges { node { versions { edges { node { number } } } } } } }',
  )
  expect(data.guidance.edges[0].node.versions.edges).toHaveLength(3)
})
