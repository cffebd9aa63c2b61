import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const clock = 'The clock flashes after a power cut'
const door = 'The door squeaks when it opens'

async function companyWithTwoProblems() {
  const company = await world.tenant()
  await company.product('oven')
  const stays = await company.report(clock, { product: 'oven', customer: 'anna' })
  const strays = await company.report(clock, { product: 'oven', customer: 'berk' })
  const squeaks = await company.report(door, { product: 'oven', customer: 'carl' })
  return { company, stays, strays, squeaks }
}

test('a report that strayed is moved, and the reason why it is there says so', async () => {
  const { company, strays, squeaks } = await companyWithTwoProblems()
  const { problem, decisions } = await company.mutate(
    'moveReports',
    { reportIds: [strays.id], toProblemId: squeaks.problem.id, reason: 'It was the door.' },
    'problem { reportCount } decisions { kind }',
  )
  expect({ problem, decisions }).toEqual({ problem: { reportCount: 2 }, decisions: [{ kind: 'MOVED' }] })
  const query = 'query ($id: ID!) { explainMembership(reportId: $id) { method explanation } }'
  const { data } = await company.ask(query, { id: strays.id })
  expect(data.explainMembership.method).toBe('PERSON')
  expect(data.explainMembership.explanation).toMatch(
    /On 22 November 2026 Administrator moved it here from “The clock.*Why: “It was the door\.”/,
  )
})

test('moved where it is already, a report stays without a decision', async () => {
  const { company, stays } = await companyWithTwoProblems()
  const moved = await company.mutate(
    'moveReports',
    { reportIds: [stays.id], toProblemId: stays.problem.id },
    'decisions { id }',
  )
  expect(moved.decisions).toEqual([])
})

test('a report that somebody moved does not come back with a merge', async () => {
  const { company, stays, strays, squeaks } = await companyWithTwoProblems()
  await company.mutate('moveReports', { reportIds: [strays.id], toProblemId: squeaks.problem.id })
  const merge = { problemId: stays.problem.id, otherProblemIds: [squeaks.problem.id] }
  expect(await company.mutate('mergeProblems', merge)).toMatchObject({ code: 'CONSTRAINTS_IN_THE_WAY' })
})

test('when the last report is moved away, its problem has become part of the other', async () => {
  const { company, stays, squeaks } = await companyWithTwoProblems()
  const { decisions } = await company.mutate(
    'moveReports',
    { reportIds: [squeaks.id], toProblemId: stays.problem.id },
    'problem { reportCount } decisions { id }',
  )
  const query = 'query ($id: ID!) { problem(id: $id) { reportCount mergedInto { id } } }'
  const gone = await company.ask(query, { id: squeaks.problem.id })
  expect(gone.data.problem).toEqual({ reportCount: 0, mergedInto: { id: stays.problem.id } })
  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  const back = await company.ask(query, { id: squeaks.problem.id })
  expect(back.data.problem).toEqual({ reportCount: 1, mergedInto: null })
})

test('a report that waits for its problem, or is not there, cannot be moved', async () => {
  const { company, stays } = await companyWithTwoProblems()
  const stranger = await companyWithTwoProblems()
  const move = { reportIds: [stranger.stays.id], toProblemId: stays.problem.id }
  expect(await company.mutate('moveReports', move)).toMatchObject({ code: 'NOT_FOUND' })
})
