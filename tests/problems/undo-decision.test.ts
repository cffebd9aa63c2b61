import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const clock = 'The clock flashes after a power cut'
const door = 'The door squeaks when it opens'

const companyWithOven = async (): Promise<Tenant> => {
  const company = await world.tenant()
  await company.product('oven')
  return company
}

const problemOf = async (company: Tenant, { id }: { id: string }): Promise<string> => {
  const query = 'query ($id: ID!) { explainMembership(reportId: $id) { problem { id } } }'
  return (await company.ask(query, { id })).data.explainMembership.problem.id
}

const merge = async (company: Tenant, problemId: string, otherProblemId: string): Promise<string> => {
  const input = { problemId, otherProblemIds: [otherProblemId] }
  return (await company.mutate('mergeProblems', input, 'decisions { id }')).decisions[0].id
}

test('an undone merge leaves two problems, and what joined since goes with what it was most like', async () => {
  const company = await companyWithOven()
  const first = await company.report(clock, { product: 'oven' })
  const second = await company.report(door, { product: 'oven' })
  const decisionId = await merge(company, first.problem.id, second.problem.id)
  const likeFirst = await company.report(`${clock} again`, { product: 'oven' })
  const likeSecond = await company.report(`${door} again`, { product: 'oven' })
  expect(likeSecond.problem.id).toBe(first.problem.id)

  const { decision } = await company.mutate(
    'undoDecision',
    { decisionId, reason: 'Two troubles after all.' },
    'decision { kind reason undoes { id undoneBy { kind } } }',
  )
  expect(decision).toEqual({
    kind: 'UNDONE',
    reason: 'Two troubles after all.',
    undoes: { id: decisionId, undoneBy: { kind: 'UNDONE' } },
  })
  expect(await problemOf(company, likeFirst)).toBe(first.problem.id)
  expect(await problemOf(company, likeSecond)).toBe(second.problem.id)
  expect(await problemOf(company, second)).toBe(second.problem.id)
})

test('undone twice, a decision is undone once', async () => {
  const company = await companyWithOven()
  const first = await company.report(clock, { product: 'oven' })
  const second = await company.report(door, { product: 'oven' })
  const decisionId = await merge(company, first.problem.id, second.problem.id)
  const undo = () => company.mutate('undoDecision', { decisionId }, 'decision { id }')
  expect(await undo()).toEqual(await undo())
})

test('a decision that others build upon is refused with those, latest first', async () => {
  const company = await companyWithOven()
  const [a, b, c] = [
    await company.report(clock, { product: 'oven' }),
    await company.report(door, { product: 'oven' }),
    await company.report('The invoice shows a wrong address', { product: 'oven' }),
  ]
  const first = await merge(company, b.problem.id, a.problem.id)
  const second = await merge(company, c.problem.id, b.problem.id)
  const { data } = await company.ask(
    `mutation ($input: UndoDecisionInput!) { undoDecision(input: $input) {
      ... on LaterDecisionsInTheWayError { code decisions { id } } } }`,
    { input: { decisionId: first } },
  )
  expect(data.undoDecision).toEqual({ code: 'LATER_DECISIONS_IN_THE_WAY', decisions: [{ id: second }] })
  await company.mutate('undoDecision', { decisionId: second })
  expect(await company.mutate('undoDecision', { decisionId: first })).toMatchObject({
    __typename: 'UndoDecisionSuccess',
  })
})

test('a change of status is not undone but followed by another decision', async () => {
  const company = await companyWithOven()
  const { problem } = await company.report(clock, { product: 'oven' })
  await company.mutate('acknowledgeProblem', { problemId: problem.id })
  const query = 'query ($id: ID!) { problem(id: $id) { decisions { edges { node { id kind } } } } }'
  const { data } = await company.ask(query, { id: problem.id })
  const [{ node }] = data.problem.decisions.edges
  expect(node.kind).toBe('ACKNOWLEDGED')
  expect(await company.mutate('undoDecision', { decisionId: node.id })).toMatchObject({
    code: 'NOT_UNDOABLE',
  })
})
