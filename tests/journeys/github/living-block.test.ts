import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { clockTroubles } from '../../support/clock-trouble.ts'
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
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const reportMore = (company: Tenant, customer = 'anna') =>
  company.report(clockTroubles[0], { product: 'oven', customer })
const editing = (repository: string) => new RegExp(`^/repos/${repository}/issues/1$`)
/** Between our reading of the issue and our writing of it. */
const inesSavesMeanwhile = (repository: string, words: string) =>
  world.github.failNext('PATCH', editing(repository), {
    kind: 'edit_meanwhile',
    edit: (issue) => {
      issue.body = `${words}${issue.body}`
    },
    by: 'ines',
  })
const lastLine = (body: string) => body.split(/\r?\n/).at(-1)

test.each([
  ['line feeds', '\n'],
  ['CRLF, as GitHub’s editor stores', '\r\n'],
])('what a person saves while we write survives, with %s', async (_what, end) => {
  const repository = `block/meanwhile-${end.length}`
  const { company, problemId } = await companyWithTicket(world, repository)
  const marker = lastLine(bodyOf(world, repository))
  if (end !== '\n') {
    const body = bodyOf(world, repository).replaceAll('\n', end)
    await world.github.editAs(repository, 1, 'ines', { body })
    await world.workOff()
  }
  inesSavesMeanwhile(repository, `Found it: the capacitor.${end}${end}`)
  await reportMore(company)
  await world.pass(16 * minute)
  await world.github.deliveriesSettled()
  await world.pass(minute)
  const body = bodyOf(world, repository)
  expect(body.startsWith(`Found it: the capacitor.${end}`)).toBe(true)
  expect(body).toContain('| Customers | 4 |')
  expect(lastLine(body)).toBe(marker)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN' })

  const edits = writes(world, repository, 'PATCH').length
  await world.pass(2 * hour)
  expect(writes(world, repository, 'PATCH')).toHaveLength(edits)
})

test('words that were put back stay, though GitHub’s answer to that was lost and its webhook comes late', async () => {
  const repository = 'block/put-back'
  const { company } = await companyWithTicket(world, repository)
  const note = 'Found it: the capacitor.'
  inesSavesMeanwhile(repository, `${note}\n\n`)
  holdWebhooks(world)
  await reportMore(company)
  await world.pass(16 * minute)
  expect(bodyOf(world, repository)).not.toContain(note)
  await world.github.releaseDeliveries()
  world.github.holdDeliveries()
  world.github.failNext('PATCH', editing(repository), { kind: 'lost_after_commit' })
  await world.pass(minute)
  expect(bodyOf(world, repository)).toContain(note)
  await reportMore(company, 'bert')
  await world.pass(16 * minute)
  await world.github.releaseDeliveries()
  await world.pass(minute)
  expect(bodyOf(world, repository)).toContain(note)
  expect(bodyOf(world, repository)).toContain('| Customers | 5 |')
})

test('words that we wrote over in a repository that is archived since are put back once it is unarchived', async () => {
  const repository = 'block/archived'
  const { company } = await companyWithTicket(world, repository)
  const note = 'Found it: the capacitor.'
  inesSavesMeanwhile(repository, `${note}\n\n`)
  holdWebhooks(world)
  await reportMore(company)
  await world.pass(16 * minute)
  await world.github.archive(repository)
  await world.github.releaseDeliveries()
  await world.pass(minute)
  expect(bodyOf(world, repository)).not.toContain(note)
  await world.github.unarchive(repository)
  await world.pass(11 * minute)
  expect(bodyOf(world, repository)).toContain(note)
})

test('what people write around the block stays to the letter, CRLF included', async () => {
  const { company } = await companyWithTicket(world, 'block/crlf')
  const written = `Ours ❤ \u200b above.\r\n\r\n${bodyOf(world, 'block/crlf').replaceAll('\n', '\r\n')}`
  await world.github.editAs('block/crlf', 1, 'ines', { body: written })
  await reportMore(company)
  await world.pass(16 * minute)
  const body = bodyOf(world, 'block/crlf')
  const outside = (text: string) => text.replace(/<!-- bothways:begin -->[\s\S]*<!-- bothways:end -->/, '')
  expect(outside(body)).toBe(outside(written))
  expect(body).toContain('| Customers | 4 |')
})

test('a block that people took out is never written again', async () => {
  const { company, problemId } = await companyWithTicket(world, 'block/removed')
  await world.github.editAs('block/removed', 1, 'ines', { body: 'All of it in our own words.' })
  for (const customer of ['anna', 'bert', 'carl']) {
    await reportMore(company, customer)
    await world.pass(16 * minute)
  }
  expect(bodyOf(world, 'block/removed')).toBe('All of it in our own words.')
  expect(writes(world, 'block/removed', 'PATCH')).toEqual([])
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', nextWriteAt: null })
  await world.github.closeAs('block/removed', 1, 'ines', 'completed')
  await world.workOff()
  expect((await look(company, problemId)).status).toBe('FIXED')
})

test('ten thousand reports in a minute cause at most one edit and no comment', async () => {
  const { company, problemId } = await companyWithTicket(world, 'block/storm')
  const { organizationId } = company.viewer
  const { id } = await world.deps.database.prisma.problem.findFirstOrThrow({ where: { organizationId } })
  for (let second = 0; second < 60; second += 10) {
    await reportMore(company, `storm-${second}`)
    await inTransaction(world.deps.database, async (transaction) => {
      for (let report = 0; report < 50; report++)
        await world.deps.events.emit(world.deps, transaction, 'problem.counted', {
          ...{ organizationId, problemId: id, recurring: true },
        })
    })
    await world.pass(10_000)
  }
  expect(writes(world, 'block/storm', 'PATCH').length).toBeLessThanOrEqual(1)
  await world.pass(16 * minute)
  await world.pass(2 * hour)
  expect(writes(world, 'block/storm', 'PATCH').length).toBeLessThanOrEqual(2)
  expect(bodyOf(world, 'block/storm')).toContain('| Customers | 9 |')
  expect(world.github.issue('block/storm', 1).comments).toEqual([])
  expect(await outboxOf(company)).toEqual([])
  expect((await look(company, problemId)).ticket.state).toBe('OPEN')
})

test('an edit whose answer is lost is made again, and says the same once', async () => {
  const { company } = await companyWithTicket(world, 'block/lost')
  world.github.failNext('PATCH', editing('block/lost'), { kind: 'lost_after_commit' })
  await reportMore(company)
  await world.pass(16 * minute)
  await world.pass(16 * minute)
  expect(bodyOf(world, 'block/lost').match(/\| Customers \| 4 \|/g)).toHaveLength(1)
  expect(await outboxOf(company)).toEqual([])
})

test('our own edits are not taken for anybody’s: they change nothing here', async () => {
  const { company, problemId } = await companyWithTicket(world, 'block/echo')
  await reportMore(company)
  await world.pass(16 * minute)
  const before = await look(company, problemId)
  const echo = world.github.deliveries.findLast(
    ({ event, action }) => event === 'issues' && action === 'edited',
  )
  expect(echo?.payload.sender).toMatchObject({ login: world.github.login })
  const reads = world.github.requests.length
  await echo?.redeliver()
  await world.workOff()
  expect(await look(company, problemId)).toEqual(before)
  expect(world.github.requests).toHaveLength(reads)
  expect(before.decisions).toEqual([])
})

test('two robots that answer each other pause the ticket for the hour, and it goes on by itself', async () => {
  const { company, problemId } = await companyWithTicket(world, 'block/robots')
  // So that the sixty-first change is a reopening.
  await world.github.commentAs('block/robots', 1, 'ines', 'Who is this?')
  for (let change = 0; change < 31; change++) {
    await world.github.closeAs('block/robots', 1, 'stale[bot]', 'not_planned')
    await world.workOff()
    await world.github.reopenAs('block/robots', 1, 'eager[bot]')
    await world.workOff()
  }
  const { ticket, decisions } = await look(company, problemId)
  expect(ticket).toMatchObject({
    state: 'PAUSED',
    obstacle: 'TOO_MANY_CHANGES',
    explanation: expect.stringContaining('two robots'),
    nextStep: expect.stringContaining('It goes on by itself within the hour.'),
  })
  expect(decisions.length).toBeLessThanOrEqual(60)
  const { decisions: then } = await look(company, problemId)
  await reportMore(company)
  await world.pass(30 * minute)
  expect((await look(company, problemId)).decisions).toHaveLength(then.length)
  expect(writes(world, 'block/robots', 'PATCH')).toEqual([])

  await world.pass(31 * minute)
  await world.pass(16 * minute)
  expect(await look(company, problemId)).toMatchObject({
    status: 'ACKNOWLEDGED',
    ticket: { state: 'OPEN', obstacle: null, closeReason: null },
  })
  expect(bodyOf(world, 'block/robots')).toContain('| Customers | 4 |')
})

test('a ticket that a person asked for before the problem recurs keeps its figures up to date', async () => {
  world.github.addRepository('block/early')
  const company = await companyFor(world, 'block/early', { ticketPolicy: 'PROPOSED' })
  const { problem } = await reportMore(company)
  await company.mutate('openTicket', { problemId: problem.id })
  await world.workOff()
  await reportMore(company, 'bert')
  await world.pass(16 * minute)
  expect((await look(company, problem.id)).status).toBe('CANDIDATE')
  expect(bodyOf(world, 'block/early')).toContain('| Customers | 2 |')
})

test('figures that somebody changed inside our part are put right with the next edit', async () => {
  const { company } = await companyWithTicket(world, 'block/tampered')
  const body = bodyOf(world, 'block/tampered')
  const tampered = `Mine.\r\n${body.replace('| Customers | 3 |', '| Customers | 0 |').replaceAll('\n', '\r\n')}`
  await world.github.editAs('block/tampered', 1, 'ines', { body: tampered })
  await world.pass(16 * minute)
  expect(bodyOf(world, 'block/tampered')).toContain('| Customers | 3 |')
  expect(bodyOf(world, 'block/tampered')).toMatch(/^Mine\.\r\n/)
  await world.github.editAs('block/tampered', 1, 'ines', {
    body: bodyOf(world, 'block/tampered').replace('Mine', 'Ours'),
  })
  await world.pass(16 * minute)
  expect(writes(world, 'block/tampered', 'PATCH')).toHaveLength(1)
  expect(await outboxOf(company)).toEqual([])
})
