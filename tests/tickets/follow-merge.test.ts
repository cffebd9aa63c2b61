import { afterAll, beforeAll, expect, test } from 'vitest'
import { recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function recurringDoor(company: Tenant) {
  const about = (customer: string) => ({ product: 'oven', customer })
  await company.report('The door squeaks when it opens', about('dora'))
  await company.report('The door squeaks loudly when it opens', about('emil'))
  return (await company.report('The door squeaks when it is opened', about('finn'))).problem
}

/** Two recurring problems, each with an issue. */
async function companyWithTwoIssues(repository: string) {
  world.github.addRepository(repository)
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC' })
  const clock = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const door = await recurringDoor(company)
  await world.workOff()
  expect(world.github.issue(repository, 2)).toMatchObject({ state: 'open' })
  return { company, clock, door }
}

test('the issue of a merged problem is closed as a duplicate and says where it goes on', async () => {
  const { company, clock, door } = await companyWithTwoIssues('acme/merged')
  await company.mutate('mergeProblems', { problemId: clock.id, otherProblemIds: [door.id] })
  await world.workOff()
  const issue = world.github.issue('acme/merged', 2)
  expect(issue).toMatchObject({ state: 'closed', stateReason: 'duplicate' })
  expect(issue.body).toContain('It goes on in #1')
  await world.pass(16 * 60_000)
  expect(world.github.issue('acme/merged', 1)).toMatchObject({ state: 'open' })
  expect(world.github.issue('acme/merged', 1).body).toContain('| Customers | 6 |')
})

test('when the merge is undone the issue is opened again and shows its own figures', async () => {
  const { company, clock, door } = await companyWithTwoIssues('acme/undone')
  const { decisions } = await company.mutate(
    'mergeProblems',
    { problemId: clock.id, otherProblemIds: [door.id] },
    'decisions { id }',
  )
  await world.workOff()
  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  await world.pass(16 * 60_000)
  expect(world.github.issue('acme/undone', 2)).toMatchObject({ state: 'open' })
  expect(world.github.issue('acme/undone', 2).body).toContain('| Customers | 3 |')
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { reportCount status ticket { state } } }',
    { id: door.id },
  )
  expect(data.problem).toEqual({ reportCount: 3, status: 'RECURRING', ticket: { state: 'OPEN' } })
})

test('a merge that would hide an issue is refused: the problem with the issue stays', async () => {
  world.github.addRepository('acme/hidden')
  const company = await world.tenant()
  await company.product('oven', { repository: 'acme/hidden', ticketPolicy: 'AUTOMATIC' })
  const clock = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const door = await company.report('The door squeaks when it opens', { product: 'oven' })
  const hides = { problemId: door.problem.id, otherProblemIds: [clock.id] }
  expect(await company.mutate('mergeProblems', hides)).toMatchObject({ code: 'MERGE_WOULD_HIDE_TICKET' })
  const keeps = { problemId: clock.id, otherProblemIds: [door.problem.id] }
  expect(await company.mutate('mergeProblems', keeps, 'problem { reportCount }')).toMatchObject({
    problem: { reportCount: 4 },
  })
})

test('a merged problem gets no ticket any more', async () => {
  world.github.addRepository('acme/proposed')
  const company = await world.tenant()
  await company.product('oven', { repository: 'acme/proposed', ticketPolicy: 'PROPOSED' })
  const clock = await recurringTrouble(company, { product: 'oven' })
  const door = await recurringDoor(company)
  await company.mutate('mergeProblems', { problemId: clock.id, otherProblemIds: [door.id] })
  expect(await company.mutate('openTicket', { problemId: door.id })).toMatchObject({
    code: 'PROBLEM_ALREADY_MERGED',
  })
})
