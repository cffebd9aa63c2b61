import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles } from '../../support/clock-trouble.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyWithTicket,
  look,
  minute,
  outboxOf,
  squeakingDoor,
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Two problems with an issue each: the clock is 1, the door 2. */
async function twoTickets(repository: string) {
  const { company, problemId } = await companyWithTicket(world, repository)
  const door = await squeakingDoor(company)
  await world.workOff()
  return { company, clock: problemId, door: door.id as string }
}

test('merging closes one issue as a duplicate of the other and says so there; undoing it opens it again', async () => {
  const { company, clock, door } = await twoTickets('merge/undone')
  const { decisions } = await company.mutate(
    'mergeProblems',
    { problemId: clock, otherProblemIds: [door] },
    'decisions { id }',
  )
  await world.workOff()
  expect(world.github.issue('merge/undone', 2)).toMatchObject({ state: 'closed', stateReason: 'duplicate' })
  expect(bodyOf(world, 'merge/undone', 2)).toContain('It goes on in #1')
  expect((await look(company, door)).ticket).toMatchObject({
    state: 'CLOSED',
    explanation: expect.stringContaining('the problem that it was merged into'),
  })
  await world.pass(16 * minute)
  expect(bodyOf(world, 'merge/undone')).toContain('| Customers | 6 |')

  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  await world.workOff()
  await world.pass(16 * minute)
  await world.pass(16 * minute)
  expect(world.github.issue('merge/undone', 2)).toMatchObject({ state: 'open' })
  expect(bodyOf(world, 'merge/undone', 2)).not.toContain('It goes on in')
  for (const number of [1, 2]) expect(bodyOf(world, 'merge/undone', number)).toContain('| Customers | 3 |')
  expect((await look(company, door)).ticket).toMatchObject({ state: 'OPEN', closeReason: null })
  expect(await outboxOf(company)).toEqual([])
})

test('a merge and its undoing before anything was written leaves both issues open', async () => {
  const { company, clock, door } = await twoTickets('merge/quick')
  const { decisions } = await company.mutate(
    'mergeProblems',
    { problemId: clock, otherProblemIds: [door] },
    'decisions { id }',
  )
  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  await world.workOff()
  await world.pass(16 * minute)
  expect(world.github.issues('merge/quick').map(({ state }) => state)).toEqual(['open', 'open'])
  expect((await look(company, door)).ticket.state).toBe('OPEN')
})

test('a merged issue that people open again is theirs, and is not closed a second time', async () => {
  const { company, clock, door } = await twoTickets('merge/theirs')
  await company.mutate('mergeProblems', { problemId: clock, otherProblemIds: [door] })
  await world.workOff()
  world.clock.forward(minute)
  await world.github.reopenAs('merge/theirs', 2, 'ines')
  await world.workOff()
  for (let waited = 0; waited < 3; waited++) await world.pass(16 * minute)
  expect(world.github.issue('merge/theirs', 2).state).toBe('open')
})

test('a merge while the closing meets faults still closes once', async () => {
  const { company, clock, door } = await twoTickets('merge/fault')
  const path = /^\/repos\/merge\/fault\/issues\/2$/
  world.github.failNext('PATCH', path, { kind: 'lost_after_commit' })
  await company.mutate('mergeProblems', { problemId: clock, otherProblemIds: [door] })
  await world.workOff()
  for (let waited = 0; waited < 3; waited++) await world.pass(16 * minute)
  expect(world.github.issue('merge/fault', 2)).toMatchObject({ state: 'closed', stateReason: 'duplicate' })
  expect((await look(company, door)).ticket).toMatchObject({ state: 'CLOSED', closeReason: 'DUPLICATE' })
  expect(await outboxOf(company)).toEqual([])
})

test('a merge in an archived repository waits, and closes the issue once it is unarchived', async () => {
  const { company, clock, door } = await twoTickets('merge/archived')
  await world.github.archive('merge/archived')
  await world.workOff()
  await company.mutate('mergeProblems', { problemId: clock, otherProblemIds: [door] })
  await world.pass(30 * minute)
  expect(world.github.issue('merge/archived', 2).state).toBe('open')
  await world.github.unarchive('merge/archived')
  for (let waited = 0; waited < 3; waited++) await world.pass(16 * minute)
  expect(world.github.issue('merge/archived', 2)).toMatchObject({ state: 'closed', stateReason: 'duplicate' })
})

test('reports that are split off get an issue of their own once they recur, and the first one counts less', async () => {
  const { company, problemId } = await companyWithTicket(world, 'split/off')
  const ids: string[] = []
  for (const customer of ['x', 'y', 'z'])
    ids.push((await company.report(clockTroubles[0], { product: 'oven', customer })).id)
  const { newProblem } = await company.mutate(
    'splitProblem',
    { problemId, reportIds: ids },
    'newProblem { id status }',
  )
  await world.workOff()
  await world.pass(16 * minute)
  const mine = (await look(company, newProblem.id)).ticket
  expect(mine).toMatchObject({ state: 'OPEN', number: 2 })
  expect(bodyOf(world, 'split/off')).toContain('| Customers | 3 |')
  expect(bodyOf(world, 'split/off', 2)).toContain('| Customers | 3 |')
  expect(writes(world, 'split/off')).toHaveLength(2)
})
