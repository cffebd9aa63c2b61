import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const shown = 'problem { id title titleSource }'
const rename = (company: Tenant, problemId: string, title: string | null, reason?: string) =>
  company.mutate('renameProblem', { problemId, title, ...(reason ? { reason } : {}) }, shown)

async function companyWithTrouble(settings: object = {}) {
  const company = await world.tenant()
  await company.product('oven', settings)
  const problem = await recurringTrouble(company, { product: 'oven' })
  return { company, problem }
}

const decisionsOf = async (company: Tenant, id: string) =>
  (
    await company.ask(
      `query ($id: ID!) { problem(id: $id) { decisions { edges { node { kind title reason member { name } } } } } }`,
      { id },
    )
  ).data.problem.decisions.edges.map(({ node }: { node: object }) => node)

test('the name that a person gives stays as the problem grows, and is in the log', async () => {
  const { company, problem } = await companyWithTrouble()
  const renamed = await rename(company, problem.id, '  Clock lost\n after a power cut ', 'clearer')
  expect(renamed.problem).toEqual({
    id: problem.id,
    title: 'Clock lost after a power cut',
    titleSource: 'PERSON',
  })
  for (let at = 0; at < 6; at++)
    await company.report(clockTroubles[3], { product: 'oven', customer: `later-${at}` })
  await world.workOff()
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { title titleSource reportCount } }',
    {
      id: problem.id,
    },
  )
  expect(data.problem).toMatchObject({ title: 'Clock lost after a power cut', titleSource: 'PERSON' })
  expect(data.problem.reportCount).toBeGreaterThan(6)
  expect(await decisionsOf(company, problem.id)).toEqual([
    {
      kind: 'RENAMED',
      title: 'Clock lost after a power cut',
      reason: 'clearer',
      member: { name: 'Administrator' },
    },
  ])
})

test('a name is given back with null, and then comes from the reports again', async () => {
  const { company, problem } = await companyWithTrouble()
  await rename(company, problem.id, 'Mine')
  expect((await rename(company, problem.id, null)).problem).toMatchObject({
    title: expect.stringMatching(/clock/i),
    titleSource: 'CENTRAL_REPORT',
  })
  expect(await decisionsOf(company, problem.id)).toMatchObject([{ title: null }, { title: 'Mine' }])
})

test('the same name again, or giving back what nobody took, is no decision', async () => {
  const { company, problem } = await companyWithTrouble()
  await rename(company, problem.id, null)
  await rename(company, problem.id, 'Mine')
  await rename(company, problem.id, 'Mine')
  expect(await decisionsOf(company, problem.id)).toHaveLength(1)
})

test.each<[string, object]>([
  ['empty', { title: ' \n ' }],
  ['invisible', { title: '\u200b\u202e' }],
  ['too long', { title: 'x'.repeat(91) }],
  ['left out', {}],
])('a title that is %s is refused', async (_, input) => {
  const { company, problem } = await companyWithTrouble()
  const refused = await company.mutate('renameProblem', { problemId: problem.id, ...input }, shown)
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: 'title' })
})

test('only who may triage renames, and only what is there', async () => {
  const { company, problem } = await companyWithTrouble()
  const key = await company.keyWith('READ', 'REPORT', 'GUIDE')
  await expect(
    company.mutate('renameProblem', { problemId: problem.id, title: 'Mine' }, shown, key),
  ).rejects.toThrow('FORBIDDEN')
  const stranger = await world.tenant('Another company')
  expect(await rename(stranger, problem.id, 'Mine')).toMatchObject({ code: 'NOT_FOUND' })
})

test('merging another problem into it leaves the name that a person gave', async () => {
  const { company, problem } = await companyWithTrouble()
  const other = await company.report('The door squeaks whenever it is opened wide', { product: 'oven' })
  await rename(company, problem.id, 'Mine')
  await company.mutate('mergeProblems', { problemId: problem.id, otherProblemIds: [other.problem.id] })
  const { data } = await company.ask('query ($id: ID!) { problem(id: $id) { title reportCount } }', {
    id: problem.id,
  })
  expect(data.problem).toEqual({ title: 'Mine', reportCount: 4 })
  expect(await rename(company, other.problem.id, 'Gone')).toMatchObject({ code: 'PROBLEM_ALREADY_MERGED' })
})

test('a public issue gets the name that a person gave, redacted and defused', async () => {
  world.github.addRepository('acme/public-ovens')
  const { company, problem } = await companyWithTrouble({ repository: 'acme/public-ovens' })
  const preview = async () =>
    (
      await company.ask('query ($id: ID!) { problem(id: $id) { ticket { preview { title body } } } }', {
        id: problem.id,
      })
    ).data.problem.ticket.preview
  expect((await preview()).title).not.toContain('and I cannot set it')
  await rename(company, problem.id, 'Clock lost, fixes #12 @octocat, ask jane.doe@example.com')
  const { title, body } = await preview()
  expect(title).toMatch(/^oven: Clock lost/)
  for (const text of [title, body]) {
    expect(text).toContain('[email]'.slice(1, -1))
    expect(text).not.toMatch(/jane\.doe|#12|@octocat|fixes /)
  }
})
