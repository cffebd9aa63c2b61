import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GitHub } from '../../../src/github/github.ts'
import { settleCopy } from '../../../src/tickets/settle-copy.ts'
import { writeTicket } from '../../../src/tickets/write-ticket.ts'
import { clockTroubles } from '../../support/clock-trouble.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyWithTicket,
  holdWebhooks,
  look,
  minute,
  squeakingDoor,
  waitLong,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const ticketIn = (repository: string) =>
  world.deps.database.prisma.ticket.findFirstOrThrow({ where: { repository: { nameKey: repository } } })

/** GitHub as it is, but for something that happens in the middle of a request. */
const gitHubWith = (changed: Partial<GitHub>) => ({
  ...world.deps,
  github: { ...(world.deps.github as GitHub), ...changed },
})

test('a lost creation is cleared up, though the newest ticket is an issue that a person opened', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/newest')
  await world.github.openAs('link/newest', 'ines', { title: 'Clock drift', body: 'Mine.' })
  await company.mutate('relinkTicket', { problemId, issue: 'link/newest#2' })
  await world.workOff()
  world.github.failNext('POST', /^\/repos\/link\/newest\/issues$/, { kind: 'reset_before_commit' })
  const { id } = await squeakingDoor(company)
  await world.workOff()
  expect((await look(company, id)).ticket.state).toBe('UNKNOWN')
  await waitLong(world)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 3 })
})

test('an issue is the ticket of one problem only, by whatever name its repository is called', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/old')
  const { id: other } = await squeakingDoor(company)
  await world.workOff()
  holdWebhooks(world)
  await world.github.renameRepository('link/old', 'link/new')
  const relink = (issue: string) => company.mutate('relinkTicket', { problemId: other, issue })
  expect(await relink('link/new#1')).toMatchObject({ __typename: 'IssueTakenError' })
  await world.github.openAs('link/new', 'ines', { title: 'The door', body: 'Mine.' })
  await relink('link/new#3')
  await world.pass(20 * minute)
  expect((await look(company, other)).ticket).toMatchObject({ number: 3, repository: 'link/new' })
  expect((await look(company, problemId)).ticket).toMatchObject({ number: 1, repository: 'link/new' })
  expect(bodyOf(world, 'link/new', 3)).toContain('bothways:begin')
})

test('a pull request is no ticket', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/pull')
  await world.github.openPullAs('link/pull', 'ines', { title: 'A change', body: 'Mine.' })
  expect(await company.mutate('relinkTicket', { problemId, issue: 'link/pull#2' })).toMatchObject({
    __typename: 'InvalidInputError',
    message: expect.stringContaining('is a pull request'),
  })
})

test('an issue that is linked while the old one is being edited gets our part, and its state counts', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/meanwhile')
  await world.github.openAs('link/meanwhile', 'ines', { title: 'Clock drift', body: 'Mine.' })
  await world.github.closeAs('link/meanwhile', 2, 'ines', 'not_planned')
  await world.workOff()
  await company.report(clockTroubles[0], { product: 'oven', customer: 'anna' })
  world.clock.forward(16 * minute)
  const { organizationId, id } = await ticketIn('link/meanwhile')
  const { github } = world.deps
  const deps = gitHubWith({
    async updateIssue(...asked) {
      const answer = await (github as GitHub).updateIssue(...asked)
      await company.mutate('relinkTicket', { problemId, issue: 'link/meanwhile#2' })
      return answer
    },
  })
  await writeTicket(deps, organizationId, id)
  await world.pass(16 * minute)
  expect(bodyOf(world, 'link/meanwhile', 2)).toContain('bothways:begin')
  expect((await look(company, problemId)).ticket).toMatchObject({ number: 2, state: 'CLOSED' })
})

test('a transfer that is heard of late does not take a ticket away from the issue that a person linked since', async () => {
  const { company, problemId } = await companyWithTicket(world, 'link/stays')
  world.github.addRepository('link/elsewhere')
  await world.github.openAs('link/stays', 'ines', { title: 'Clock drift', body: 'Mine.' })
  await world.workOff()
  await world.deps.database.prisma.repository.updateMany({
    where: { nameKey: 'link/stays' },
    data: { restUntil: new Date(world.clock.now().getTime() + 5 * minute), restReason: 'a limit' },
  })
  await world.github.transferIssueAs('link/stays', 1, 'ines', 'link/elsewhere')
  await world.workOff()
  await company.mutate('relinkTicket', { problemId, issue: 'link/stays#2' })
  await world.pass(6 * minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ number: 2, repository: 'link/stays' })
})

test('what a person writes into a second copy while we close it stays', async () => {
  await companyWithTicket(world, 'link/copy')
  holdWebhooks(world)
  const body = bodyOf(world, 'link/copy')
  await world.github.openAs('link/copy', world.github.login, { title: 'A copy', body })
  const { organizationId, repositoryId } = await ticketIn('link/copy')
  const { github } = world.deps
  let reads = 0
  const deps = gitHubWith({
    async readIssue(...asked) {
      const read = await (github as GitHub).readIssue(...asked)
      reads += 1
      if (reads === 1) await world.github.editAs('link/copy', 2, 'ines', { body: `My analysis.\n\n${body}` })
      return read
    },
  })
  await settleCopy(deps, { organizationId, repositoryId, number: 2 })
  expect(world.github.issue('link/copy', 2)).toMatchObject({ state: 'closed', stateReason: 'duplicate' })
  expect(bodyOf(world, 'link/copy', 2)).toContain('My analysis.')
})
