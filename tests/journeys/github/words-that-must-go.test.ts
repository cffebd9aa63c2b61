import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyWithTicket,
  look,
  minute,
  outboxOf,
  squeakingDoor,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const quotes = (repository: string, number = 1) => bodyOf(world, repository, number).includes('```text')
const isQuoted = { quotesAllowed: true }

test('an issue that people closed says nothing of customers once its problem is merged, and keeps their reason', async () => {
  const { company, problemId } = await companyWithTicket(world, 'gone/merged', isQuoted)
  const { id: other } = await squeakingDoor(company)
  await world.workOff()
  await world.github.closeAs('gone/merged', 2, 'ines', 'completed')
  await world.workOff()
  expect(quotes('gone/merged', 2)).toBe(true)
  await company.mutate('mergeProblems', { problemId, otherProblemIds: [other] })
  await world.workOff()
  expect(quotes('gone/merged', 2)).toBe(false)
  expect(world.github.issue('gone/merged', 2)).toMatchObject({ state: 'closed', stateReason: 'completed' })
  expect(bodyOf(world, 'gone/merged', 2)).toContain('It goes on in #1')
  expect((await look(company, other)).ticket).toMatchObject({ state: 'CLOSED', closeReason: 'COMPLETED' })
})

test('an issue that was given up loses its quotes and a quoting title when its repository turns public, once', async () => {
  const { company, problemId } = await companyWithTicket(world, 'gone/left', isQuoted)
  await company.mutate('unlinkTicket', { problemId })
  const before = world.github.issue('gone/left', 1).title
  await world.github.publicize('gone/left')
  await world.workOff()
  expect(quotes('gone/left')).toBe(false)
  expect(bodyOf(world, 'gone/left')).toContain('No longer kept up to date')
  expect(world.github.issue('gone/left', 1).title).not.toBe(before)
  await world.github.editAs('gone/left', 1, 'ines', { body: 'Mine now.', title: 'Mine' })
  await world.pass(16 * minute)
  expect(world.github.issue('gone/left', 1)).toMatchObject({ body: 'Mine now.', title: 'Mine' })
})

test('a title that we gave for another problem goes too when the repository of the linked issue turns public', async () => {
  const { company, problemId } = await companyWithTicket(world, 'gone/title', isQuoted)
  const { id: other } = await squeakingDoor(company)
  await world.workOff()
  const before = world.github.issue('gone/title', 1).title
  await company.mutate('unlinkTicket', { problemId })
  await company.mutate('relinkTicket', { problemId: other, issue: 'gone/title#1' })
  await world.pass(16 * minute)
  await world.github.publicize('gone/title')
  await world.workOff()
  expect(world.github.issue('gone/title', 1).title).not.toBe(before)
  for (const number of [1, 2]) expect(quotes('gone/title', number), `#${number}`).toBe(false)
})

test('a ticket that changes too often is left alone, but quotes leave it at once when its repository turns public', async () => {
  const { company, problemId } = await companyWithTicket(world, 'gone/robots', isQuoted)
  for (let nth = 0; nth < 62; nth++) await world.github.labelAs('gone/robots', 1, 'robot', `label-${nth}`)
  await world.workOff()
  expect((await look(company, problemId)).ticket.obstacle).toBe('TOO_MANY_CHANGES')
  expect(quotes('gone/robots')).toBe(true)
  await world.github.publicize('gone/robots')
  await world.workOff()
  expect(quotes('gone/robots')).toBe(false)
  expect((await look(company, problemId)).ticket.obstacle).toBe('TOO_MANY_CHANGES')
})

test('an edit that takes words out can’t be dropped, and the outbox says what it is', async () => {
  const { company, problemId } = await companyWithTicket(world, 'gone/back', isQuoted)
  await world.github.publicize('gone/back')
  await world.workOff()
  const query = 'query ($id: ID!) { previewTicket(problemId: $id) { quotes { report { id } } } }'
  const { data } = await company.ask(query, { id: problemId })
  const reportIds = data.previewTicket.quotes.map(({ report }: { report: { id: string } }) => report.id)
  await company.mutate('approveQuotes', { problemId, reportIds })
  await world.pass(16 * minute)
  expect(quotes('gone/back')).toBe(true)
  await world.deps.database.prisma.repository.updateMany({
    where: { nameKey: 'gone/back' },
    data: { restUntil: new Date(world.clock.now().getTime() + 5 * minute), restReason: 'a limit' },
  })
  await company.mutate('approveQuotes', { problemId, reportIds: [] })
  await world.workOff()
  const [item] = await outboxOf(company)
  expect(item.why).toMatch(/taken out/)
  expect(await company.mutate('dropWrite', { id: item.id })).toMatchObject({
    __typename: 'InvalidInputError',
    message: expect.stringContaining('takes words out'),
  })
  await world.pass(6 * minute)
  expect(quotes('gone/back')).toBe(false)
})
