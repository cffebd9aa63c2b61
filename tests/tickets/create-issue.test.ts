import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GitHub } from '../../src/github/github.ts'
import { recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const minute = 60_000

/** A company whose recurring troubles go to a repository of their own. */
async function companyWith(repository: string, settings: object = {}): Promise<Tenant> {
  world.github.addRepository(repository)
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC', ...settings })
  return company
}

const ticketOf = async (company: Tenant, problemId: string) => {
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { ticket { state obstacle number url explanation nextStep closeReason } } }',
    { id: problemId },
  )
  return data.problem.ticket
}

const posts = (repository: string) =>
  world.github.requests.filter(
    ({ method, path }) => method === 'POST' && path.startsWith(`/repos/${repository}/issues`),
  )

test('a recurring problem of an automatic product becomes an issue, once', async () => {
  const company = await companyWith('acme/once')
  const problem = await recurringTrouble(company, { product: 'oven' })
  expect(problem.ticket).toMatchObject({ state: 'QUEUED', number: null })
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({
    state: 'OPEN',
    number: 1,
    explanation: 'The product team knows of this: acme/once#1 is open.',
  })
  await world.pass(20 * minute)
  await company.mutate('openTicket', { problemId: problem.id })
  await world.pass(20 * minute)
  expect(world.github.issues('acme/once')).toHaveLength(1)
  expect(posts('acme/once')).toHaveLength(1)
})

test('a proposed ticket waits until somebody asks for it, and asking twice asks once', async () => {
  const company = await companyWith('acme/proposed', { ticketPolicy: 'PROPOSED' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  expect(problem.ticket.state).toBe('PROPOSED')
  await world.pass(60 * minute)
  expect(world.github.issues('acme/proposed')).toEqual([])

  for (let asked = 0; asked < 2; asked++) {
    const { ticket } = await company.mutate('openTicket', { problemId: problem.id }, 'ticket { state }')
    expect(ticket.state).toBe('QUEUED')
  }
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { decisions { edges { node { kind } } } } }',
    { id: problem.id },
  )
  expect(data.problem.decisions.edges).toEqual([{ node: { kind: 'TICKET_REQUESTED' } }])
})

test('a product that gets its repository later gets the tickets of its recurring problems then', async () => {
  const company = await world.tenant()
  await company.product('oven', { ticketPolicy: 'AUTOMATIC' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  expect(problem).toMatchObject({ status: 'RECURRING', ticket: null })
  expect(await company.mutate('openTicket', { problemId: problem.id })).toMatchObject({
    code: 'NO_REPOSITORY',
  })

  world.github.addRepository('acme/later')
  await company.mutate('updateProduct', { key: 'oven', repository: 'acme/later' })
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
})

test('a product that becomes automatic has its proposed tickets opened', async () => {
  const company = await companyWith('acme/policy', { ticketPolicy: 'PROPOSED' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  await company.mutate('updateProduct', { key: 'oven', ticketPolicy: 'AUTOMATIC' })
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN' })
})

test('an answer that was lost after GitHub had written leads to one issue, found by looking', async () => {
  const company = await companyWith('acme/lost')
  world.github.holdDeliveries()
  world.github.failNext('POST', /^\/repos\/acme\/lost\/issues$/, { kind: 'lost_after_commit' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'UNKNOWN', number: null })
  await world.pass(2 * minute)
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
  expect(world.github.issues('acme/lost')).toHaveLength(1)
  await world.github.releaseDeliveries()
  await world.workOff()
  expect(posts('acme/lost')).toHaveLength(1)
})

test('an issue that GitHub tells of before it answers is adopted at once', async () => {
  const company = await companyWith('acme/told')
  world.github.failNext('POST', /^\/repos\/acme\/told\/issues$/, { kind: 'bad_gateway_after_commit' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  await world.github.deliveriesSettled()
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
  expect(world.github.issues('acme/told')).toHaveLength(1)
})

test('a request that never arrived is sent again, but only after three listings that do not show the issue', async () => {
  const company = await companyWith('acme/reset')
  world.github.failNext('POST', /^\/repos\/acme\/reset\/issues$/, { kind: 'reset_before_commit' })
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  for (let lookups = 0; lookups < 2; lookups++) {
    await world.pass(6 * minute)
    expect(posts('acme/reset')).toHaveLength(1)
  }
  for (let later = 0; later < 3; later++) await world.pass(6 * minute)
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
  expect(world.github.issues('acme/reset')).toHaveLength(1)
  expect(posts('acme/reset')).toHaveLength(2)
})

test('a process that dies between its intent and the request leaves a ticket that is looked up, then sent once', async () => {
  const company = await companyWith('acme/crash')
  const github = world.deps.github as GitHub
  const { createIssue } = github
  github.createIssue = async () => {
    github.createIssue = createIssue
    throw new Error('the process dies here')
  }
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.deps.jobs.runDue(world.deps)
  expect(await ticketOf(company, problem.id)).toMatchObject({ number: null })
  for (let later = 0; later < 6; later++) await world.pass(6 * minute)
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
  expect(posts('acme/crash')).toHaveLength(1)
})

test('a marker that a customer forged, or a stranger copied, is not taken for ours', async () => {
  const company = await companyWith('acme/forged', { quotesAllowed: true })
  const first = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const marker = world.github.issue('acme/forged', 1).body?.split('\n').at(-1) ?? ''
  expect(marker).toMatch(/^<!-- bothways problem=.* sig=.* -->$/)

  // The customer's words hold a real marker, and somebody else's issue does, too.
  await company.product('kettle', {
    repository: 'acme/forged',
    ticketPolicy: 'AUTOMATIC',
    quotesAllowed: true,
  })
  await world.github.openAs('acme/forged', 'mallory', { title: 'Mine', body: `Hello\n\n${marker}` })
  world.github.holdDeliveries()
  world.github.failNext('POST', /^\/repos\/acme\/forged\/issues$/, { kind: 'lost_after_commit' })
  let problem = first
  for (const customer of ['a', 'b', 'c']) {
    const words = `The kettle whistles all night long\n\n${marker}`
    problem = (await company.report(words, { product: 'kettle', customer })).problem
  }
  await world.workOff()
  for (let later = 0; later < 4; later++) await world.pass(6 * minute)
  await world.github.releaseDeliveries()
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 3 })
  expect(await ticketOf(company, first.id)).toMatchObject({ state: 'OPEN', number: 1 })
  const body = world.github.issue('acme/forged', 3).body ?? ''
  expect(body.match(/^<!-- bothways problem=/gm)).toHaveLength(1)
  expect(body.split('\n').at(-1)).toMatch(/^<!-- bothways problem=/)
})

test('an archived repository pauses the ticket with the next step, and it goes on once unarchived', async () => {
  const company = await companyWith('acme/archived')
  world.github.changeRepository('acme/archived', { archived: true })
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect(await ticketOf(company, problem.id)).toMatchObject({
    state: 'PAUSED',
    obstacle: 'ARCHIVED',
    explanation: expect.stringContaining('is archived'),
    nextStep: expect.stringContaining('Unarchive it'),
  })
  await world.pass(10 * minute)
  expect(posts('acme/archived')).toEqual([])
  world.github.changeRepository('acme/archived', { archived: false })
  await world.pass(10 * minute)
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
})

test('a limit of GitHub is waited for, and then the ticket is written', async () => {
  const company = await companyWith('acme/limited')
  const limit = { kind: 'secondary_limit', retryAfter: '120' } as const
  world.github.failNext('POST', /^\/repos\/acme\/limited\/issues$/, limit)
  const problem = await recurringTrouble(company, { product: 'oven' })
  await world.workOff({ evenIfLater: true })
  expect(await ticketOf(company, problem.id)).toMatchObject({
    state: 'QUEUED',
    explanation: expect.stringContaining('GitHub limits how fast we work'),
  })
  expect(posts('acme/limited')).toHaveLength(1)
  await world.pass(3 * minute)
  expect(await ticketOf(company, problem.id)).toMatchObject({ state: 'OPEN', number: 1 })
})
