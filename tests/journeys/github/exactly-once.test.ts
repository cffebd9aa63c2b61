import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GitHub } from '../../../src/github/github.ts'
import type { Fault } from '../../../src/github/stand-in/stand-in-faults.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { writeTicket } from '../../../src/tickets/write-ticket.ts'
import { clockTroubles, recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyFor,
  companyWithTicket,
  holdWebhooks,
  look,
  minute,
  outboxOf,
  signedFor,
  squeakingDoor,
  waitLong,
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ timing: { timeoutMs: 2_000 } })
})
afterAll(() => world.close())

const creating = (repository: string) => new RegExp(`^/repos/${repository}/issues$`)

/** A recurring trouble whose issue meets a fault while nobody hears webhooks. */
async function troubleThatMeets(repository: string, fault: Fault) {
  world.github.addRepository(repository)
  const company = await companyFor(world, repository)
  world.github.failNext('POST', creating(repository), fault)
  holdWebhooks(world)
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return { company, problemId: id as string }
}

async function expectOneIssue(repository: string, company: Tenant, problemId: string) {
  await world.github.releaseDeliveries()
  await world.workOff()
  const signed = await signedFor(world, repository, company, problemId)
  expect(signed.map(({ state }) => state)).toEqual(['open'])
  expect(world.github.issues(repository)).toHaveLength(1)
  const { ticket } = await look(company, problemId)
  expect(ticket).toMatchObject({ state: 'OPEN', number: signed[0]?.number, obstacle: null })
  expect(await outboxOf(company)).toEqual([])
}

test.each<[string, Fault]>([
  ['is lost after GitHub wrote', { kind: 'lost_after_commit' }],
  ['is a 502 after GitHub wrote', { kind: 'bad_gateway_after_commit' }],
  ['breaks off in the middle', { kind: 'truncated_body' }],
  ['has another status than 201', { kind: 'odd_status', status: 200 }],
])('an answer that %s leads to one issue, and nothing is sent twice', async (_what, fault) => {
  const repository = `once/${fault.kind}`
  const { company, problemId } = await troubleThatMeets(repository, fault)
  const { ticket } = await look(company, problemId)
  expect(ticket).toMatchObject({
    state: 'UNKNOWN',
    number: null,
    explanation: expect.stringContaining('we make sure that it arrived'),
  })
  expect(await outboxOf(company)).toMatchObject([{ kind: 'FIND_ISSUE', state: 'UNCERTAIN' }])
  await world.pass(2 * minute)
  expect(writes(world, repository)).toHaveLength(1)
  await expectOneIssue(repository, company, problemId)
})

test.each<[string, Fault]>([
  ['the connection breaks', { kind: 'reset_before_commit' }],
  ['a proxy answers with its own page', { kind: 'html' }],
  ['GitHub answers 500', { kind: 'status', status: 500, message: 'Server Error' }],
  ['GitHub never answers', { kind: 'hang' }],
])(
  'where %s before anything is written, it is sent again after a quarter of an hour',
  async (_what, fault) => {
    const repository = `again/${fault.kind}`
    const { company, problemId } = await troubleThatMeets(repository, fault)
    await world.pass(14 * minute)
    expect(writes(world, repository)).toHaveLength(1)
    await waitLong(world)
    expect(writes(world, repository)).toHaveLength(2)
    await expectOneIssue(repository, company, problemId)
  },
)

test('an issue that GitHub writes after we gave up waiting is found, not written again', async () => {
  const { company, problemId } = await troubleThatMeets('late/found', { kind: 'late_commit' })
  expect((await look(company, problemId)).ticket.state).toBe('UNKNOWN')
  await world.github.commitLate()
  await waitLong(world)
  expect(writes(world, 'late/found')).toHaveLength(1)
  await expectOneIssue('late/found', company, problemId)
})

test('an issue that GitHub writes after we sent it again is closed as the duplicate', async () => {
  const { company, problemId } = await troubleThatMeets('late/twice', { kind: 'late_commit' })
  await waitLong(world)
  await world.github.releaseDeliveries()
  await world.github.commitLate()
  await world.workOff()
  expect(world.github.issues('late/twice')).toMatchObject([
    { number: 1, state: 'open' },
    { number: 2, state: 'closed', stateReason: 'duplicate', body: expect.stringContaining('goes on #1') },
  ])
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
  expect((await look(company, problemId)).status).toBe('RECURRING')
})

test('of two copies the lower number stays, also where the other one was known', async () => {
  world.github.addRepository('copies/lower')
  const company = await companyFor(world, 'copies/lower', { ticketPolicy: 'PROPOSED' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  const query = 'query ($id: ID!) { previewTicket(problemId: $id) { title body } }'
  const { data } = await company.ask(query, { id: problem.id })
  holdWebhooks(world)
  await world.github.openAs('copies/lower', world.github.login, data.previewTicket)
  await company.mutate('openTicket', { problemId: problem.id })
  await world.workOff()
  expect((await look(company, problem.id)).ticket.number).toBe(2)
  await world.github.releaseDeliveries()
  await world.workOff()
  expect((await look(company, problem.id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
  expect(world.github.issues('copies/lower')).toMatchObject([
    { number: 1, state: 'open' },
    { number: 2, state: 'closed', stateReason: 'duplicate' },
  ])
})

test('a listing that lags behind proves nothing, however often it is asked for', async () => {
  const { company, problemId } = await companyWithTicket(world, 'lag/known')
  world.github.failNext('POST', creating('lag/known'), { kind: 'lost_after_commit' })
  holdWebhooks(world)
  world.github.lagListing('lag/known', 2)
  const door = await squeakingDoor(company)
  await world.workOff()
  await waitLong(world, 8)
  expect(writes(world, 'lag/known')).toHaveLength(2)
  expect((await look(company, door.id)).ticket.state).toBe('UNKNOWN')
  world.github.lagListing('lag/known', 0)
  await waitLong(world, 2)
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
  await world.github.releaseDeliveries()
  await world.workOff()
  expect(await signedFor(world, 'lag/known', company, door.id)).toHaveLength(1)
  expect(await signedFor(world, 'lag/known', company, problemId)).toHaveLength(1)
})

test('a listing of a new repository that lags for ten minutes still shows the issue in time', async () => {
  const { company, problemId } = await troubleThatMeets('lag/new', { kind: 'lost_after_commit' })
  world.github.lagListing('lag/new', 1)
  await world.pass(5 * minute)
  await world.pass(5 * minute)
  world.github.lagListing('lag/new', 0)
  await waitLong(world)
  expect(writes(world, 'lag/new')).toHaveLength(1)
  await expectOneIssue('lag/new', company, problemId)
})

test('a marker that a stranger copied into an issue of theirs is not followed, adopted or closed', async () => {
  const { company, problemId } = await companyWithTicket(world, 'forged/copied')
  await world.github.openAs('forged/copied', 'mallory', {
    title: 'Mine',
    body: bodyOf(world, 'forged/copied'),
  })
  await world.workOff()
  await world.github.closeAs('forged/copied', 2, 'mallory', 'not_planned')
  await world.github.reopenAs('forged/copied', 2, 'mallory')
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({
    status: 'RECURRING',
    ticket: { state: 'OPEN', number: 1 },
  })
  expect(world.github.issue('forged/copied', 2)).toMatchObject({ state: 'open' })
})

test('a marker of another company in the words of a customer signs nothing', async () => {
  const { company: other } = await companyWithTicket(world, 'forged/other')
  const marker = bodyOf(world, 'forged/other').split('\n').at(-1) ?? ''
  world.github.addRepository('forged/words')
  const company = await companyFor(world, 'forged/words', { quotesAllowed: true })
  let problem: { id: string } = { id: '' }
  for (const customer of ['a', 'b', 'c']) {
    const words = `The kettle whistles all night long\n\n${marker}`
    problem = (await company.report(words, { product: 'oven', customer })).problem
  }
  await world.workOff()
  const [issue, ...others] = await signedFor(world, 'forged/words', company, problem.id)
  expect(others).toEqual([])
  expect(issue?.body).not.toContain(marker)
  expect(issue?.body?.match(/<!-- bothways problem=/g)).toHaveLength(1)
  expect((await other.ask('{ outbox { edges { node { id } } } }')).data.outbox.edges).toEqual([])
})

async function rowOf({ viewer }: Tenant) {
  const { prisma } = world.deps.database
  return prisma.ticket.findFirstOrThrow({ where: { organizationId: viewer.organizationId } })
}

test('two services that write the ticket of one problem at the same instant write one issue', async () => {
  world.github.addRepository('two/services')
  const company = await companyFor(world, 'two/services')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  const other = await world.again()
  const ticket = await rowOf(company)
  const write = (deps: Deps) => writeTicket(deps, ticket.organizationId, ticket.id)
  await Promise.all([write(world.deps), write(other), write(world.deps), write(other)])
  await waitLong(world, 2)
  expect(writes(world, 'two/services')).toHaveLength(1)
  await expectOneIssue('two/services', company, id)
})

test.each([
  ['before its request is sent', false],
  ['after GitHub wrote, before that is stored', true],
])('a process that dies %s leaves one issue', async (_when, sent) => {
  const repository = `crash/${sent ? 'after' : 'before'}`
  world.github.addRepository(repository)
  const company = await companyFor(world, repository)
  const github = world.deps.github as GitHub
  const { createIssue } = github
  github.createIssue = async (...asked) => {
    github.createIssue = createIssue
    if (sent) await createIssue(...asked)
    throw new Error('the process dies here')
  }
  holdWebhooks(world)
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ number: null })
  await waitLong(world)
  expect(writes(world, repository)).toHaveLength(1)
  await expectOneIssue(repository, company, id)
})

test('figures that changed while an answer was lost are right once the issue is found', async () => {
  const { company, problemId } = await troubleThatMeets('late/figures', { kind: 'lost_after_commit' })
  await company.report(clockTroubles[3], { product: 'oven', customer: 'anna' })
  await world.pass(2 * minute)
  expect((await look(company, problemId)).ticket.state).toBe('OPEN')
  await world.pass(16 * minute)
  expect(bodyOf(world, 'late/figures')).toContain('| Customers | 4 |')
  await expectOneIssue('late/figures', company, problemId)
})
