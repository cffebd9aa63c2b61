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

const decide = async (verb: string, input: object): Promise<string> => {
  const answer = await company.mutate(`${verb}Problem`, input, 'problem { status }')
  return answer.problem?.status ?? `${answer.code} ${answer.field ?? ''}`.trim()
}

const log = async (id: string) => {
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { fixedAt decisions { edges { node { kind reason member { name } } } } } }',
    { id },
  )
  return {
    fixedAt: data.problem.fixedAt,
    kinds: data.problem.decisions.edges.map(({ node }: Kinded) => node.kind),
  }
}
type Kinded = { node: { kind: string } }

test('a problem is taken on, worked on, fixed, opened again and accepted; each is in the log', async () => {
  const { problem } = await company.report('The door squeaks loudly when it is opened', { product: 'oven' })
  const { id: problemId } = problem
  expect(await decide('acknowledge', { problemId })).toBe('ACKNOWLEDGED')
  expect(await decide('start', { problemId, reason: 'This sprint' })).toBe('IN_PROGRESS')
  expect(await decide('fix', { problemId, version: '2.4.0' })).toBe('FIXED')
  expect(await decide('reopen', { problemId, reason: 'It squeaks still' })).toBe('ACKNOWLEDGED')
  expect((await log(problemId)).fixedAt).toBeNull()
  expect(await decide('accept', { problemId, reason: 'The hinge is like that' })).toBe('ACCEPTED')
  expect((await log(problemId)).kinds).toEqual(['ACCEPTED', 'REOPENED', 'FIXED', 'STARTED', 'ACKNOWLEDGED'])
})

test('deciding what is so already changes nothing, and what is open is not opened again', async () => {
  const { problem } = await company.report('Plastic smell during the first heating', { product: 'oven' })
  const { id: problemId } = problem
  expect(await decide('reopen', { problemId })).toBe('CANDIDATE')
  for (let again = 0; again < 3; again++)
    expect(await decide('fix', { problemId, version: '1.0' })).toBe('FIXED')
  expect((await log(problemId)).kinds).toEqual(['FIXED'])
})

test('that it will not change needs a reason', async () => {
  const { problem } = await company.report('The light bulb inside went dark yesterday', { product: 'oven' })
  expect(await decide('accept', { problemId: problem.id, reason: '  ' })).toBe('INVALID_INPUT reason')
  expect((await log(problem.id)).kinds).toEqual([])
})

test('what was merged refers to the problem that stays', async () => {
  const survivor = await company.report('Turntable stops rotating halfway', { product: 'oven' })
  const merged = await company.report('Warranty page rejects my serial number', { product: 'oven' })
  const [problemId, otherId] = [survivor.problem.id, merged.problem.id]
  await company.mutate('mergeProblems', { problemId, otherProblemIds: [otherId] })
  for (const verb of ['acknowledge', 'start', 'fix', 'reopen']) {
    expect(await decide(verb, { problemId: otherId })).toBe('PROBLEM_ALREADY_MERGED')
  }
})
