import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  companyFor,
  companyWithTicket,
  look,
  minute,
  outboxOf,
  squeakingDoor,
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ timing: { timeoutMs: 2_000 } })
})
afterAll(() => world.close())

const later = (milliseconds: number) => new Date(world.clock.now().getTime() + milliseconds)
const asked = (repository: string) =>
  world.github.requests.filter(({ path }) => path.startsWith(`/repos/${repository}`)).length

test('a limit with Retry-After holds back all tickets of its repository, and none of another', async () => {
  world.github.addRepository('limit/one')
  world.github.addRepository('limit/other')
  const company = await companyFor(world, 'limit/one')
  await company.product('kettle', { repository: 'limit/other', ticketPolicy: 'AUTOMATIC' })
  const limit = { kind: 'secondary_limit', retryAfter: '120' } as const
  world.github.failNext('POST', /^\/repos\/limit\/one\/issues$/, limit)
  const clock = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, clock.id)).ticket).toMatchObject({
    state: 'QUEUED',
    explanation: expect.stringContaining(
      `GitHub limits how fast we work; we go on at ${later(120_000).toISOString()}`,
    ),
    nextWriteAt: later(120_000).toISOString(),
  })

  const before = asked('limit/one')
  const door = await squeakingDoor(company)
  const hum = await recurringTrouble(company, { product: 'kettle' })
  await world.workOff()
  expect(asked('limit/one')).toBe(before)
  expect((await look(company, hum.id)).ticket.state).toBe('OPEN')
  expect(await outboxOf(company)).toMatchObject([
    { kind: 'OPEN_ISSUE', state: 'WAITING', why: expect.stringContaining('GitHub limits') },
    { kind: 'OPEN_ISSUE', state: 'WAITING', why: expect.stringContaining('GitHub limits') },
  ])

  await world.pass(119_000)
  expect(asked('limit/one')).toBe(before)
  await world.pass(2_000)
  for (const { id } of [clock, door]) expect((await look(company, id)).ticket.state).toBe('OPEN')
  expect(world.github.issues('limit/one')).toHaveLength(2)
})

test('a quota that is used up is waited for until its reset, over a restart', async () => {
  world.github.addRepository('limit/quota')
  const company = await companyFor(world, 'limit/quota')
  const limit = { kind: 'primary_limit', resetAt: later(40 * minute) } as const
  world.github.failNext('GET', /^\/repos\/limit\/quota$/, limit)
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const before = asked('limit/quota')
  world.clock.forward(39 * minute)
  const restarted = await world.again()
  await restarted.events.announce(restarted, 'worker.started', {})
  while ((await restarted.jobs.runDue(restarted)) > 0);
  expect(asked('limit/quota')).toBe(before)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'QUEUED', number: null })
  await world.pass(2 * minute)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test('a 429 without Retry-After is waited for a minute', async () => {
  world.github.addRepository('limit/plain')
  const company = await companyFor(world, 'limit/plain')
  world.github.failNext('POST', /^\/repos\/limit\/plain\/issues$/, { kind: 'secondary_limit', status: 429 })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect(await outboxOf(company)).toMatchObject([{ nextAttemptAt: later(minute).toISOString() }])
  await world.pass(59_000)
  expect(writes(world, 'limit/plain')).toHaveLength(1)
  await world.pass(1_000)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test('a limit on an edit is waited for, and then the figures are right', async () => {
  const { company } = await companyWithTicket(world, 'limit/edit')
  world.github.failNext('PATCH', /^\/repos\/limit\/edit\//, { kind: 'secondary_limit', retryAfter: '300' })
  await company.report(clockTroubles[0], { product: 'oven', customer: 'anna' })
  await world.pass(16 * minute)
  expect(await outboxOf(company)).toMatchObject([{ kind: 'EDIT_ISSUE', state: 'WAITING' }])
  await world.pass(6 * minute)
  expect(world.github.issue('limit/edit', 1).body).toContain('| Customers | 4 |')
  expect(await outboxOf(company)).toEqual([])
})

test('a repository that hangs holds up no other, and goes on by itself', async () => {
  world.github.addRepository('hangs/slow')
  world.github.addRepository('hangs/quick')
  const slow = await companyFor(world, 'hangs/slow')
  const quick = await companyFor(world, 'hangs/quick')
  world.github.failNext('GET', /^\/repos\/hangs\/slow/, { kind: 'hang' }, 2)
  const stuck = await recurringTrouble(slow, { product: 'oven' })
  const fine = await recurringTrouble(quick, { product: 'oven' })
  await world.workOff()
  expect((await look(quick, fine.id)).ticket.state).toBe('OPEN')
  expect((await look(slow, stuck.id)).ticket).toMatchObject({
    state: 'QUEUED',
    explanation: expect.stringContaining('GitHub does not answer'),
  })
  for (let waited = 0; waited < 4; waited++) await world.pass(minute)
  expect((await look(slow, stuck.id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
  expect(world.github.issues('hangs/slow')).toHaveLength(1)
})

test('a limit that meets a look at releases is kept to, and the release is known afterwards', async () => {
  const { company, problemId } = await companyWithTicket(world, 'limit/release')
  await world.github.closeAs('limit/release', 1, 'ines', 'completed')
  await world.workOff()
  world.clock.forward(minute)
  const reading = /^\/repos\/limit\/release\/releases$/
  world.github.failNext('GET', reading, { kind: 'secondary_limit', retryAfter: '600' })
  await world.github.publishReleaseAs('limit/release', 'ines', { tag: 'v2' })
  await world.workOff()
  const before = asked('limit/release')
  for (let waited = 0; waited < 4; waited++) await world.pass(2 * minute)
  expect(asked('limit/release')).toBe(before)
  for (let waited = 0; waited < 3; waited++) await world.pass(11 * minute)
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', fixedInVersion: '2' })
})
