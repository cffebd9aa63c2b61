import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles } from '../../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyWithTicket,
  hour,
  look,
  minute,
  outboxOf,
  waitLong,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const day = 24 * hour
const reportMore = (company: Tenant, customer: string, about: object = {}) =>
  company.report(clockTroubles[0], { product: 'oven', customer, ...about })
const comments = (repository: string) => world.github.issue(repository, 1).comments.map(({ body }) => body)

/** The first day of an issue tells no news beside what it says itself. */
async function dayOldTicket(repository: string) {
  const told = await companyWithTicket(world, repository)
  await world.pass(25 * hour)
  return told
}

/** Closed as done, fixed in 2.4.0, and reported again from 2.5.0. */
async function comeBack(company: Tenant, problemId: string, repository: string) {
  await company.mutate('recordRelease', {
    ...{ product: 'oven', version: '2.4.0', releasedAt: world.clock.now().toISOString() },
  })
  await company.mutate('fixProblem', { problemId, version: '2.4.0' })
  await world.github.closeAs(repository, 1, 'ines', 'completed')
  await world.workOff()
  world.clock.forward(hour)
  await reportMore(company, 'unlucky-customer-77', {
    ...{
      version: '2.5.0',
      occurredAt: world.clock.now().toISOString(),
      desiredOutcome: 'read the time at night',
    },
  })
  await world.workOff()
}

test('a problem that comes back after its issue was closed is told in one comment, with nothing of a customer’s', async () => {
  const { company, problemId } = await dayOldTicket('news/back')
  await comeBack(company, problemId, 'news/back')
  await world.pass(minute)
  expect(await look(company, problemId)).toMatchObject({
    status: 'REGRESSED',
    ticket: {
      state: 'CLOSED',
      explanation: expect.stringContaining('is back in a version that has the fix'),
    },
  })
  expect(comments('news/back')).toEqual([expect.stringContaining('It is back.')])
  expect(comments('news/back')[0]).toContain('2.5.0')
  for (const private_ of ['unlucky', 'night', 'flashes', clockTroubles[0]])
    expect(comments('news/back')[0]).not.toContain(private_)
  await reportMore(company, 'another', { version: '2.5.0', occurredAt: world.clock.now().toISOString() })
  await world.pass(2 * day)
  expect(comments('news/back')).toHaveLength(1)
})

test('a comment whose answer was lost is written once', async () => {
  const { company, problemId } = await dayOldTicket('news/lost')
  world.github.failNext('POST', /^\/repos\/news\/lost\/issues\/1\/comments$/, { kind: 'lost_after_commit' })
  await comeBack(company, problemId, 'news/lost')
  await world.pass(1_000)
  expect(await outboxOf(company)).toContainEqual(
    expect.objectContaining({ kind: 'COMMENT', state: 'UNCERTAIN', repository: 'news/lost' }),
  )
  await waitLong(world)
  expect(comments('news/lost')).toHaveLength(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a comment that never arrived is written after all, once', async () => {
  const { company, problemId } = await dayOldTicket('news/reset')
  world.github.failNext('POST', /^\/repos\/news\/reset\/issues\/1\/comments$/, {
    kind: 'reset_before_commit',
  })
  await comeBack(company, problemId, 'news/reset')
  await waitLong(world)
  expect(comments('news/reset')).toHaveLength(1)
})

test('a tenfold of customers is told once, not for every report, and not in the minute of a burst', async () => {
  const { company } = await dayOldTicket('news/tenfold')
  for (let at = 0; at < 28; at++) await reportMore(company, `more-${at}`)
  await world.pass(16 * minute)
  expect(bodyOf(world, 'news/tenfold')).toContain('| Customers | 31 |')
  expect(comments('news/tenfold')).toEqual([])
  await world.pass(61 * minute)
  expect(comments('news/tenfold')).toEqual([expect.stringContaining('31 customers')])
  for (let at = 0; at < 5; at++) await reportMore(company, `again-${at}`)
  await world.pass(2 * day)
  expect(comments('news/tenfold')).toHaveLength(1)
})

test('a new language is told once three reports are in it, and its words are not', async () => {
  const { company } = await dayOldTicket('news/language')
  for (let at = 0; at < 2; at++) await reportMore(company, `tr-${at}`, { language: 'tr' })
  await world.pass(2 * hour)
  expect(comments('news/language')).toEqual([])
  await reportMore(company, 'tr-3', { language: 'tr' })
  // The issue is a day old: what it says is edited a tenth of its age apart.
  await world.pass(3 * hour)
  await world.pass(61 * minute)
  expect(comments('news/language')).toEqual([expect.stringContaining('reported in Turkish now')])
  await world.pass(2 * day)
  expect(comments('news/language')).toHaveLength(1)
})

async function unhelpfulAdvice(company: Tenant, problemId: string, title: string) {
  const { guidance } = await company.mutate(
    'publishGuidance',
    { title, body: 'Three seconds.', kind: 'WORKAROUND', product: 'oven', problemId },
    'guidance { id }',
  )
  for (const caseId of ['case-1', 'case-2', 'case-3']) {
    await company.mutate('recordReceipt', {
      ...{ guidanceId: guidance.id, version: 1, caseId, kind: 'DID_NOT_HELP' },
      reason: 'Mrs. Yilmaz of Ankara tried it in vain',
    })
  }
}

test('advice that does not help is told to its writers, without what customers said', async () => {
  const { company, problemId } = await dayOldTicket('news/advice')
  await unhelpfulAdvice(company, problemId, 'Hold the button')
  await world.pass(minute)
  expect(comments('news/advice')).toEqual([expect.stringContaining('“Hold the button” did not help 3 times')])
  expect(comments('news/advice')[0]).not.toMatch(/Yilmaz|Ankara|vain/)
})

test('whatever happens, there is at most one comment a day', async () => {
  const { company, problemId } = await dayOldTicket('news/daily')
  await unhelpfulAdvice(company, problemId, 'Hold the button')
  await world.pass(minute)
  expect(comments('news/daily')).toHaveLength(1)
  await unhelpfulAdvice(company, problemId, 'Turn the knob')
  for (let at = 0; at < 28; at++) await reportMore(company, `more-${at}`)
  await world.pass(16 * minute)
  await world.pass(22 * hour)
  expect(comments('news/daily')).toHaveLength(1)
  await world.pass(2 * hour)
  expect(comments('news/daily')).toHaveLength(2)
  expect(comments('news/daily')[1]).toMatch(
    /Turn the knob[\s\S]*31 customers|31 customers[\s\S]*Turn the knob/,
  )
})
