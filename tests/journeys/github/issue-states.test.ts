import { afterAll, beforeAll, expect, test } from 'vitest'
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
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const reportMore = (company: Tenant, customer = 'anna') =>
  company.report(clockTroubles[0], { product: 'oven', customer })

test('a deleted issue is said to be gone, and openTicket opens another one', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/deleted')
  await world.github.deleteIssueAs('issue/deleted', 1, 'ines')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'GONE',
    explanation: expect.stringContaining('deleted the ticket (issue/deleted#1)'),
    nextStep: expect.stringContaining('openTicket'),
  })
  await reportMore(company)
  await world.pass(30 * minute)
  expect(writes(world, 'issue/deleted')).toHaveLength(1)

  await company.mutate('openTicket', { problemId })
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
  expect(await signedFor(world, 'issue/deleted', company, problemId)).toHaveLength(1)
})

test('an issue that was deleted while nobody told us is found gone by the next edit', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/vanished')
  holdWebhooks(world)
  await world.github.deleteIssueAs('issue/vanished', 1, 'ines')
  await reportMore(company)
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket.state).toBe('GONE')
  await world.github.releaseDeliveries()
})

test.each([
  ['told by a webhook', true],
  ['found without one', false],
])('a transferred issue is followed to where we can see it, %s', async (_how, told) => {
  const [from, to] = [`issue/from-${told}`, `issue/to-${told}`]
  const { company, problemId } = await companyWithTicket(world, from)
  world.github.addRepository(to)
  await world.github.openAs(to, 'ines', { title: 'Something else' })
  if (!told) holdWebhooks(world)
  await world.github.transferIssueAs(from, 1, 'ines', to)
  await reportMore(company)
  await world.pass(16 * minute)
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 2, repository: to })
  expect(bodyOf(world, to, 2)).toContain('| Customers | 4 |')
  if (!told) await world.github.releaseDeliveries()
  await world.workOff()
  expect(await signedFor(world, to, company, problemId)).toMatchObject([{ number: 2, state: 'open' }])
  await world.github.closeAs(to, 2, 'ines', 'completed')
  await world.workOff()
  expect((await look(company, problemId)).status).toBe('FIXED')
})

test('an issue transferred between two repositories of ours is no copy of itself, in whatever order that is told', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/here')
  world.github.addRepository('issue/there')
  await company.product('kettle', { repository: 'issue/there' })
  await world.pass(minute)
  holdWebhooks(world)
  await world.github.transferIssueAs('issue/here', 1, 'ines', 'issue/there')
  await world.github.releaseDeliveries((held) => held.filter(({ action }) => action === 'opened'))
  await world.pass(minute)
  expect(world.github.issue('issue/there', 1)).toMatchObject({ state: 'open' })
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'OPEN',
    number: 1,
    repository: 'issue/there',
  })
})

test('an issue transferred out of our sight is said to be there', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/seen')
  world.github.addRepository('issue/secret')
  world.github.setPermission('issue/secret', world.github.login, 'none')
  await world.github.transferIssueAs('issue/seen', 1, 'ines', 'issue/secret')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'MOVED',
    explanation: expect.stringContaining('issue/secret/issues/1'),
    nextStep: expect.stringContaining('relinkTicket'),
  })
  await reportMore(company)
  await world.pass(30 * minute)
  expect(writes(world, 'issue/seen')).toHaveLength(1)
})

test('an issue that comes back from out of our sight, into another repository, is its ticket’s again', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/away')
  for (const name of ['issue/dark', 'issue/home']) world.github.addRepository(name)
  world.github.setPermission('issue/dark', world.github.login, 'none')
  await company.product('kettle', { repository: 'issue/home' })
  await world.pass(minute)
  await world.github.transferIssueAs('issue/away', 1, 'ines', 'issue/dark')
  await world.workOff()
  expect((await look(company, problemId)).ticket.state).toBe('MOVED')
  await world.github.transferIssueAs('issue/dark', 1, 'ines', 'issue/home')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'OPEN',
    number: 1,
    repository: 'issue/home',
  })
  expect(world.github.issue('issue/home', 1)).toMatchObject({ state: 'open' })
})

test('an issue transferred to another company’s repository is not followed there', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/mine')
  const { company: other } = await companyWithTicket(world, 'issue/others')
  await world.github.transferIssueAs('issue/mine', 1, 'ines', 'issue/others')
  await world.workOff()
  expect((await look(company, problemId)).ticket.state).toBe('MOVED')
  expect(await outboxOf(other)).toEqual([])
})

test.each([
  ['is too long', 'Validation Failed: body is too long (maximum is 65536 characters)'],
  ['has a label that exists', 'Validation Failed: name already_exists'],
  ['is wrong for another reason', 'Something we never heard of'],
])('a text that GitHub says %s blocks with its words, and a retry writes it', async (what, message) => {
  const repository = `issue/${what.replaceAll(' ', '-')}`
  world.github.addRepository(repository)
  const company = await companyFor(world, repository)
  world.github.failNext('POST', new RegExp(`^/repos/${repository}/issues$`), {
    kind: 'status',
    status: 422,
    message,
  })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'REFUSED',
    explanation: expect.stringContaining(message),
    nextStep: expect.stringContaining('retryWrite'),
  })
  await world.pass(24 * 60 * minute)
  expect(writes(world, repository)).toHaveLength(1)
  const [item] = await outboxOf(company)
  await company.mutate('retryWrite', { id: item.id })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test('an issue type that GitHub does not know is left out, and that is said', async () => {
  world.github.addRepository('types/unknown')
  world.github.setIssueTypes('types/unknown', ['Bug'])
  const company = await companyFor(world, 'types/unknown', { issueType: 'Trouble' })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1, typeDropped: true })
  expect(world.github.issues('types/unknown')).toHaveLength(1)
})

test('labels and a type that GitHub drops in silence are said to be missing', async () => {
  world.github.addRepository('types/dropped', { visibility: 'public' })
  world.github.setIssueTypes('types/dropped', ['Bug'])
  world.github.setPermission('types/dropped', world.github.login, 'read')
  const company = await companyFor(world, 'types/dropped', { issueType: 'Bug', labels: ['voice'] })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'OPEN',
    droppedLabels: ['bothways', 'voice'],
    typeDropped: true,
    labels: [],
  })
})

test('a locked issue is shown as locked, its body is kept up to date, and it is not commented on', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/locked')
  await world.github.lockAs('issue/locked', 1, 'ines')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', locked: true })
  for (let at = 0; at < 30; at++) await reportMore(company, `more-${at}`)
  for (let waited = 0; waited < 3; waited++) await world.pass(13 * 60 * minute)
  expect(bodyOf(world, 'issue/locked')).toContain('| Customers | 33 |')
  expect(world.github.issue('issue/locked', 1).comments).toEqual([])
  expect(await outboxOf(company)).toEqual([])
})

test.each([
  ['completed', 'FIXED', 'COMPLETED', 'has fixed this'],
  ['not_planned', 'ACCEPTED', 'NOT_PLANNED', 'do not promise a fix'],
  ['duplicate', 'RECURRING', 'DUPLICATE', 'in another issue'],
] as const)(
  'closed as %s, agents hear what that means, and reopened that it is open',
  async (reason, status, closeReason, words) => {
    const repository = `closed/${reason}`
    const { company, problemId } = await companyWithTicket(world, repository)
    await world.github.closeAs(repository, 1, 'ines', reason)
    await world.workOff()
    expect(await look(company, problemId)).toMatchObject({
      status,
      ticket: { state: 'CLOSED', closeReason, explanation: expect.stringContaining(words), nextStep: null },
    })
    await world.github.reopenAs(repository, 1, 'jo')
    await world.workOff()
    expect(await look(company, problemId)).toMatchObject({
      status: 'ACKNOWLEDGED',
      ticket: { state: 'OPEN', closeReason: null, explanation: expect.stringContaining('is open') },
    })
  },
)

test('a title that a person gives the issue names the problem, and ours does not come back', async () => {
  const { company, problemId } = await companyWithTicket(world, 'issue/titled')
  await world.github.editAs('issue/titled', 1, 'ines', { title: 'The clock forgets the time' })
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({
    title: 'The clock forgets the time',
    decisions: [{ kind: 'RENAMED', githubLogin: 'ines' }],
  })
  await reportMore(company)
  await world.pass(16 * minute)
  expect(world.github.issue('issue/titled', 1)).toMatchObject({ title: 'The clock forgets the time' })
  expect(bodyOf(world, 'issue/titled')).toContain('The clock forgets the time')
  expect((await look(company, problemId)).decisions).toHaveLength(1)
})
