import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyFor,
  companyWithTicket,
  holdWebhooks,
  hour,
  look,
  minute,
  outboxOf,
  signedFor,
  squeakingDoor,
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const reportMore = (company: Tenant) =>
  company.report(clockTroubles[0], { product: 'oven', customer: `customer ${Math.random()}` })

test('an archived repository pauses its tickets, old and new, and all go on once it is unarchived', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/archived')
  await world.github.archive('state/archived')
  await world.workOff()
  const door = await squeakingDoor(company)
  await reportMore(company)
  await world.pass(20 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'PAUSED',
    obstacle: 'ARCHIVED',
    explanation: expect.stringContaining('The product team knows of this: state/archived#1.'),
    nextStep: expect.stringContaining('Unarchive it'),
  })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'PAUSED', obstacle: 'ARCHIVED' })
  expect(await outboxOf(company)).toMatchObject([{ state: 'PAUSED' }, { state: 'PAUSED' }])
  expect(writes(world, 'state/archived')).toHaveLength(1)

  await world.github.unarchive('state/archived')
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', obstacle: null })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
  await world.pass(16 * minute)
  expect(bodyOf(world, 'state/archived')).toContain('| Customers | 4 |')
  expect(await outboxOf(company)).toEqual([])
})

test('a ticket of an archived repository goes on elsewhere by what its next step says', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/old')
  world.github.addRepository('state/new')
  await world.github.archive('state/old')
  await world.workOff()
  const door = await squeakingDoor(company)
  await world.workOff()
  const steps = 'connectRepository, then unlinkTicket and openTicket. state/old#1 stays as it is.'
  expect((await look(company, problemId)).ticket.nextStep).toContain(steps)
  expect((await look(company, door.id)).ticket.nextStep).toContain(
    'connectRepository: this ticket goes there.',
  )

  await company.mutate('connectRepository', { product: 'oven', repository: 'state/new' }, 'ready')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'PAUSED', repository: 'state/old' })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', repository: 'state/new' })
  await company.mutate('unlinkTicket', { problemId })
  await company.mutate('openTicket', { problemId })
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', repository: 'state/new' })
  expect(world.github.issue('state/old', 1).state).toBe('open')
})

test('a ticket whose repository lost its name to another one goes on once the product has the new name', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/named')
  world.github.holdDeliveries()
  await world.github.renameRepository('state/named', 'state/named-now')
  world.github.addRepository('state/named')
  await world.pass(2 * hour)
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'REPLACED',
    nextStep: expect.stringContaining('connect the product to it by that name'),
  })
  await company.mutate('connectRepository', { product: 'oven', repository: 'state/named-now' }, 'ready')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    ...{ state: 'OPEN', obstacle: null, number: 1, repository: 'state/named-now' },
  })
  await world.github.releaseDeliveries()
})

test('issues that are switched off pause tickets though no webhook tells it, and so does switching them on', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/disabled')
  world.github.disableIssues('state/disabled')
  await reportMore(company)
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'PAUSED',
    obstacle: 'ISSUES_DISABLED',
    nextStep: expect.stringContaining('Switch them on'),
  })
  world.github.enableIssues('state/disabled')
  await world.pass(11 * minute)
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', obstacle: null })
  expect(bodyOf(world, 'state/disabled')).toContain('| Customers | 4 |')
})

test('a missing permission blocks; nothing is written until a person has it tried again', async () => {
  world.github.addRepository('state/forbidden')
  const company = await companyFor(world, 'state/forbidden')
  const message = 'Resource not accessible by personal access token'
  world.github.failNext('POST', /^\/repos\/state\/forbidden\/issues$/, {
    kind: 'status',
    status: 403,
    message,
  })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'FORBIDDEN',
    explanation: expect.stringContaining(message),
    nextStep: expect.stringContaining('write access to issues'),
  })
  await world.pass(2 * hour)
  await world.pass(24 * hour)
  expect(writes(world, 'state/forbidden')).toHaveLength(1)

  const [item] = await outboxOf(company)
  expect(item).toMatchObject({ kind: 'OPEN_ISSUE', state: 'BLOCKED' })
  expect(await company.mutate('retryWrite', { id: item.id })).toMatchObject({
    __typename: 'RetryWriteSuccess',
  })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1, obstacle: null })
  expect(world.github.issues('state/forbidden')).toHaveLength(1)
})

test('a refused edit keeps the issue known, and a retry brings it up to date', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/edit')
  const message = 'Resource not accessible by personal access token'
  world.github.failNext('PATCH', /^\/repos\/state\/edit\//, { kind: 'status', status: 403, message })
  await reportMore(company)
  await world.pass(16 * minute)
  const { ticket } = await look(company, problemId)
  expect(ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'FORBIDDEN',
    number: 1,
    explanation: expect.stringContaining('state/edit#1'),
  })
  await world.pass(2 * hour)
  expect(writes(world, 'state/edit', 'PATCH')).toHaveLength(1)
  await company.mutate('retryWrite', { id: ticket.id })
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN' })
  expect(bodyOf(world, 'state/edit')).toContain('| Customers | 4 |')
})

test('a repository that can’t be seen blocks, and is found once we may see it', async () => {
  world.github.addRepository('state/hidden')
  world.github.setPermission('state/hidden', world.github.login, 'none')
  const company = await companyFor(world, 'state/hidden')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'MISSING',
    nextStep: expect.stringContaining('give our credentials access'),
  })
  world.github.setPermission('state/hidden', world.github.login, 'write')
  await world.pass(11 * minute)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test.each([
  ['told by a webhook', true],
  ['found without one', false],
])('a renamed repository keeps its tickets and gets new ones under its new name, %s', async (_how, told) => {
  const [old, now] = [`state/old-${told}`, `state/new-${told}`]
  const { company, problemId } = await companyWithTicket(world, old)
  if (!told) holdWebhooks(world)
  await world.github.renameRepository(old, now)
  await world.workOff()
  const door = await squeakingDoor(company)
  await reportMore(company)
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'OPEN',
    number: 1,
    repository: now,
    explanation: expect.stringContaining(`${now}#1`),
  })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', number: 2, repository: now })
  expect(bodyOf(world, now)).toContain('| Customers | 4 |')
  expect(world.github.issues(now)).toHaveLength(2)
  if (!told) await world.github.releaseDeliveries()
  await world.workOff()
  await world.github.closeAs(now, 1, 'ines', 'completed')
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', ticket: { state: 'CLOSED' } })
})

test('a foreign repository under the old name gets nothing of ours', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/taken')
  holdWebhooks(world)
  await world.github.renameRepository('state/taken', 'state/kept')
  world.github.addRepository('state/taken')
  await world.github.openAs('state/taken', 'mallory', { title: 'Theirs', body: 'Not ours' })
  await reportMore(company)
  const door = await squeakingDoor(company)
  await world.pass(16 * minute)
  expect(world.github.issues('state/taken')).toMatchObject([{ title: 'Theirs', body: 'Not ours' }])
  for (const id of [problemId, door.id]) {
    expect((await look(company, id)).ticket).toMatchObject({
      state: 'BLOCKED',
      obstacle: 'REPLACED',
      nextStep: expect.stringContaining('connectRepository'),
    })
  }
  await world.github.releaseDeliveries()
  await world.pass(16 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', repository: 'state/kept' })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', repository: 'state/kept' })
  expect(await signedFor(world, 'state/kept', company, problemId)).toHaveLength(1)
})

test('a repository that was deleted blocks its tickets, and says what to do', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/deleted')
  await world.github.deleteRepository('state/deleted')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'BLOCKED', obstacle: 'MISSING' })
})

test('a fixed problem that is back while its repository is archived stays back, and is not taken for fixed anew', async () => {
  const { company, problemId } = await companyWithTicket(world, 'state/back')
  const now = () => world.clock.now().toISOString()
  await company.mutate('recordRelease', { product: 'oven', version: '2.4.0', releasedAt: now() })
  await company.mutate('fixProblem', { problemId, version: '2.4.0' })
  await world.github.closeAs('state/back', 1, 'ines', 'completed')
  await world.workOff()
  await world.github.archive('state/back')
  await world.pass(hour)
  const about = { product: 'oven', version: '2.5.0', occurredAt: now() }
  await company.report(clockTroubles[0], { ...about, customer: 'anna' })
  await world.pass(20 * minute)
  const back = {
    status: 'REGRESSED',
    ticket: { state: 'CLOSED', explanation: expect.stringContaining('is back') },
  }
  expect(await look(company, problemId)).toMatchObject(back)
  await world.github.unarchive('state/back')
  await world.pass(20 * minute)
  await world.pass(2 * hour)
  expect(await look(company, problemId)).toMatchObject(back)
  expect(bodyOf(world, 'state/back')).toContain('| State | back after a fix |')
})
