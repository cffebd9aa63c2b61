import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const text = 'The clock flashes after a power cut'

/** One problem with reports of the given customers; answers the ids of the reports. */
async function companyWith(
  ...customers: string[]
): Promise<{ company: Tenant; problemId: string; ids: string[] }> {
  const company = await world.tenant()
  await company.product('oven')
  const reports = []
  for (const customer of customers) reports.push(await company.report(text, { product: 'oven', customer }))
  return { company, problemId: reports[0].problem.id, ids: reports.map(({ id }) => id) }
}

test('reports that are split off get a problem of their own, with exact counts on both sides', async () => {
  const { company, problemId, ids } = await companyWith('anna', 'berk', 'anna')
  const split = await company.mutate(
    'splitProblem',
    { problemId, reportIds: [ids[0], ids[2]], reason: 'Another board.' },
    `problem { reportCount customerCount repeatContacts } newProblem { reportCount customerCount repeatContacts status }
     decision { kind movedReports }`,
  )
  expect(split).toMatchObject({
    problem: { reportCount: 1, customerCount: 1, repeatContacts: 0 },
    newProblem: { reportCount: 2, customerCount: 1, repeatContacts: 1, status: 'CANDIDATE' },
    decision: { kind: 'SPLIT', movedReports: 2 },
  })
})

test('what was split is not merged again: the split is in the way, until it is undone', async () => {
  const { company, problemId, ids } = await companyWith('anna', 'berk')
  const { newProblem, decision } = await company.mutate(
    'splitProblem',
    { problemId, reportIds: [ids[1]] },
    'newProblem { id } decision { id }',
  )
  const merge = { problemId, otherProblemIds: [newProblem.id] }
  const query = `mutation ($input: MergeProblemsInput!) { mergeProblems(input: $input) { __typename
    ... on ConstraintsInTheWayError { code decisions { id } } } }`
  const refused = await company.ask(query, { input: merge })
  expect(refused.data.mergeProblems).toMatchObject({
    code: 'CONSTRAINTS_IN_THE_WAY',
    decisions: [{ id: decision.id }],
  })
  expect(await company.mutate('moveReports', { reportIds: [ids[1]], toProblemId: problemId })).toMatchObject({
    code: 'CONSTRAINTS_IN_THE_WAY',
  })
  await company.mutate('undoDecision', { decisionId: decision.id })
  const { data } = await company.ask('{ problems { edges { node { id reportCount } } } }')
  expect(data.problems.edges).toEqual([{ node: { id: problemId, reportCount: 2 } }])
})

test('a split names reports of the problem only, and leaves it at least one', async () => {
  const { company, problemId, ids } = await companyWith('anna', 'berk')
  const other = await company.report('The door squeaks', { product: 'oven' })
  const split = (reportIds: unknown[]) => company.mutate('splitProblem', { problemId, reportIds })
  expect(await split(ids)).toMatchObject({ code: 'INVALID_INPUT', field: 'reportIds' })
  expect(await split([ids[0], other.id])).toMatchObject({ code: 'INVALID_INPUT', field: 'reportIds' })
  expect(await split([])).toMatchObject({ code: 'INVALID_INPUT', field: 'reportIds' })
  const { data } = await company.ask('query ($id: ID!) { problem(id: $id) { reportCount } }', {
    id: problemId,
  })
  expect(data.problem.reportCount).toBe(2)
})
