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
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const reportMore = (company: Tenant, customer = 'anna') =>
  company.report(clockTroubles[0], { product: 'oven', customer })

test('a ticket that is linked to a person’s issue puts our part below their text', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/theirs')
  const theirs = 'The clock drifts.\r\n\r\nSeen on the bench.'
  await world.github.openAs('link/theirs', 'ines', { title: 'Clock drift', body: theirs })
  const { ticket } = await company.mutate(
    'relinkTicket',
    { problemId, issue: 'link/theirs#2' },
    'ticket { state number }',
  )
  expect(ticket).toEqual({ state: 'OPEN', number: 2 })
  await world.workOff()
  expect(bodyOf(world, 'link/theirs', 2).startsWith(`${theirs}\n\n<!-- bothways:begin -->`)).toBe(true)
  expect(world.github.issue('link/theirs', 2).title).toBe('Clock drift')
  await reportMore(company)
  await world.pass(16 * minute)
  expect(bodyOf(world, 'link/theirs', 2)).toContain('| Customers | 4 |')
  expect(bodyOf(world, 'link/theirs', 2).startsWith(theirs)).toBe(true)

  // The first issue is left as it is, and is not taken for a lost one.
  expect(bodyOf(world, 'link/theirs')).toContain('| Customers | 3 |')
  await world.github.closeAs('link/theirs', 1, 'ines', 'not_planned')
  await world.pass(2 * hour)
  expect(await look(company, problemId)).toMatchObject({
    status: 'RECURRING',
    ticket: { number: 2, state: 'OPEN' },
  })
  await world.github.closeAs('link/theirs', 2, 'ines', 'completed')
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', ticket: { state: 'CLOSED' } })
})

test('a closed issue that is linked is known as closed', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/closed')
  await world.github.openAs('link/closed', 'ines', { title: 'Clock drift', body: 'Old' })
  await world.github.closeAs('link/closed', 2, 'ines', 'not_planned')
  await company.mutate('relinkTicket', { problemId, issue: `${world.github.url}/link/closed/issues/2` })
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({
    status: 'ACCEPTED',
    ticket: { state: 'CLOSED', closeReason: 'NOT_PLANNED' },
  })
})

test('what can’t be linked is refused with the reason', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/refused')
  const { company: other } = await companyWithTicket(world, 'link/foreign')
  expect(other).toBeDefined()
  for (const [issue, code] of [
    ['link/refused#99', 'ISSUE_NOT_READABLE'],
    ['link/foreign#1', 'REPOSITORY_TAKEN'],
    ['nonsense', 'INVALID_INPUT'],
    ['../..#1', 'INVALID_INPUT'],
  ])
    expect(await company.mutate('relinkTicket', { problemId, issue }), issue).toMatchObject({ code })
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test('an unlinked issue is neither written to nor followed, and nothing is opened until a person asks', async () => {
  const { company, problemId } = await companyWithTicket(world, 'unlink/one')
  await company.mutate('unlinkTicket', { problemId })
  await reportMore(company)
  await world.github.closeAs('unlink/one', 1, 'ines', 'completed')
  await world.pass(2 * hour)
  await world.pass(25 * hour)
  expect(await look(company, problemId)).toMatchObject({
    status: 'RECURRING',
    ticket: {
      state: 'PROPOSED',
      number: null,
      explanation: expect.stringContaining('took this out of GitHub'),
    },
  })
  expect(writes(world, 'unlink/one')).toHaveLength(1)
  expect(writes(world, 'unlink/one', 'PATCH')).toEqual([])
  expect(await outboxOf(company)).toEqual([])

  await company.mutate('openTicket', { problemId })
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
  expect(await signedFor(world, 'unlink/one', company, problemId)).toHaveLength(2)
})

test('a comment that waits for an issue is not written once the issue is unlinked', async () => {
  const { company, problemId } = await companyWithTicket(world, 'unlink/comment')
  await world.pass(25 * hour)
  const { guidance } = await company.mutate(
    'publishGuidance',
    { title: 'Hold it', body: 'Three seconds.', kind: 'WORKAROUND', product: 'oven', problemId },
    'guidance { id }',
  )
  for (const caseId of ['1', '2', '3']) {
    const receipt = { guidanceId: guidance.id, version: 1, caseId, kind: 'DID_NOT_HELP', reason: 'No' }
    await company.mutate('recordReceipt', receipt)
  }
  const commenting = /^\/repos\/unlink\/comment\/issues\/1\/comments$/
  world.github.failNext('POST', commenting, { kind: 'secondary_limit', retryAfter: '600' })
  await world.pass(minute)
  expect(await outboxOf(company)).toContainEqual(
    expect.objectContaining({ kind: 'COMMENT', state: 'WAITING' }),
  )
  await company.mutate('unlinkTicket', { problemId })
  await world.pass(hour)
  expect(world.github.issue('unlink/comment', 1).comments).toEqual([])
  expect(await outboxOf(company)).toEqual([])
})

test('a write that is dropped is not written, until openTicket asks for it', async () => {
  world.github.addRepository('drop/one', { archived: true })
  const company = await companyFor(world, 'drop/one')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const [item] = await outboxOf(company)
  await company.mutate('dropWrite', { id: item.id })
  expect(await outboxOf(company)).toEqual([])
  await world.github.unarchive('drop/one')
  await reportMore(company)
  await world.pass(2 * hour)
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'PROPOSED',
    nextStep: 'openTicket opens it.',
  })
  expect(writes(world, 'drop/one')).toEqual([])
  await company.mutate('openTicket', { problemId: id })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
})

test('what may be in GitHub already can be neither dropped, relinked nor unlinked', async () => {
  world.github.addRepository('drop/unknown')
  const company = await companyFor(world, 'drop/unknown')
  holdWebhooks(world)
  world.github.failNext('POST', /^\/repos\/drop\/unknown\/issues$/, { kind: 'lost_after_commit' })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const [item] = await outboxOf(company)
  const underWay = { code: 'WRITE_UNDER_WAY' }
  expect(await company.mutate('dropWrite', { id: item.id })).toMatchObject(underWay)
  expect(await company.mutate('unlinkTicket', { problemId: id })).toMatchObject(underWay)
  expect(await company.mutate('relinkTicket', { problemId: id, issue: 'drop/unknown#1' })).toMatchObject(
    underWay,
  )
  await company.mutate('retryWrite', { id: item.id })
  await company.mutate('openTicket', { problemId: id })
  await world.workOff()
  expect(writes(world, 'drop/unknown')).toHaveLength(1)
  await world.pass(2 * minute)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1 })
  await world.github.releaseDeliveries()
  await world.workOff()
  expect(world.github.issues('drop/unknown')).toHaveLength(1)
})

test('a product that is sent to another repository takes along what is not in GitHub yet', async () => {
  world.github.addRepository('moved/from', { archived: true })
  world.github.addRepository('moved/to')
  const company = await companyFor(world, 'moved/from')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  await company.mutate('connectRepository', { product: 'oven', repository: 'moved/to' }, 'ready')
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1, repository: 'moved/to' })
})

test('another company can neither connect a repository nor see or touch what is to be written there', async () => {
  world.github.addRepository('tenant/a', { archived: true })
  const company = await companyFor(world, 'tenant/a')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const [item] = await outboxOf(company)
  const { ticket } = await look(company, id)

  const other = await world.tenant()
  const taken = { code: 'REPOSITORY_TAKEN' }
  const product = { key: 'oven', name: 'Oven', repository: 'TENANT/A' }
  expect(await other.mutate('createProduct', product)).toMatchObject(taken)
  await other.product('oven')
  expect(await other.mutate('updateProduct', { key: 'oven', repository: 'tenant/a' })).toMatchObject(taken)
  expect(await other.mutate('connectRepository', { product: 'oven', repository: 'tenant/A' })).toMatchObject(
    taken,
  )
  expect(await outboxOf(other)).toEqual([])
  const notFound = { code: 'NOT_FOUND' }
  for (const itsId of [item.id, ticket.id]) {
    expect(await other.mutate('retryWrite', { id: itsId })).toMatchObject(notFound)
    expect(await other.mutate('dropWrite', { id: itsId })).toMatchObject(notFound)
  }
  expect(await other.mutate('openTicket', { problemId: id })).toMatchObject(notFound)
  expect(await other.mutate('unlinkTicket', { problemId: id })).toMatchObject(notFound)
  expect(await outboxOf(company)).toMatchObject([{ id: item.id }])
})

test('a repository of another company under a name that is free again is not taken for theirs', async () => {
  const { company, problemId } = await companyWithTicket(world, 'tenant/renamed')
  await world.github.renameRepository('tenant/renamed', 'tenant/renamed-now')
  await world.workOff()
  world.github.addRepository('tenant/renamed')
  const other = await companyFor(world, 'tenant/renamed')
  const { id } = await recurringTrouble(other, { product: 'oven' })
  await world.workOff()
  expect((await look(other, id)).ticket).toMatchObject({ state: 'OPEN', repository: 'tenant/renamed' })
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'OPEN',
    repository: 'tenant/renamed-now',
  })
  expect(world.github.issues('tenant/renamed')).toHaveLength(1)
})
