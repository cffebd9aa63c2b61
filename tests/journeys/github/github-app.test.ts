import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  bodyOf,
  companyFor,
  companyWithTicket,
  hour,
  look,
  minute,
  squeakingDoor,
  writes,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ asApp: true })
})
afterAll(() => world.close())

const tokens = () => world.github.requests.filter(({ path }) => path.endsWith('/access_tokens')).length

test('an installation token that was revoked is renewed once, and nobody notices', async () => {
  const { company, problemId } = await companyWithTicket(world, 'app/revoked')
  const before = tokens()
  world.github.revokeInstallationTokens()
  await company.report(clockTroubles[0], { product: 'oven', customer: 'anna' })
  await world.pass(16 * minute)
  expect(tokens()).toBe(before + 1)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', obstacle: null })
  expect(bodyOf(world, 'app/revoked')).toContain('| Customers | 4 |')
})

test('credentials that GitHub accepts no more block, with the reason, and go on once they are renewed', async () => {
  world.github.addRepository('app/refused')
  const company = await companyFor(world, 'app/refused')
  const refusal = { kind: 'status', status: 401, message: 'Bad credentials' } as const
  world.github.failNext('GET', /^\/repos\/app\/refused/, refusal, 3)
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  expect((await look(company, id)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'UNAUTHORIZED',
    explanation: expect.stringContaining('Bad credentials'),
    nextStep: expect.stringContaining('key of the App'),
  })
  for (let waited = 0; waited < 6; waited++) await world.pass(11 * minute)
  expect((await look(company, id)).ticket).toMatchObject({ state: 'OPEN', number: 1, obstacle: null })
  expect(writes(world, 'app/refused')).toHaveLength(1)
})

test('a suspended installation pauses its tickets, and they go on when it is back', async () => {
  const { company, problemId } = await companyWithTicket(world, 'app/suspended')
  await world.github.suspendInstallation('app/suspended')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'PAUSED',
    obstacle: 'SUSPENDED',
    nextStep: expect.stringContaining('Unsuspend'),
  })
  const door = await squeakingDoor(company)
  await world.pass(16 * minute)
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'PAUSED', obstacle: 'SUSPENDED' })
  await world.github.closeAs('app/suspended', 1, 'ines', 'completed')

  await world.github.unsuspendInstallation('app/suspended')
  await world.pass(minute)
  expect(await look(company, problemId)).toMatchObject({
    status: 'FIXED',
    ticket: { state: 'CLOSED', closeReason: 'COMPLETED' },
  })
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
})

test('an App that was uninstalled blocks its tickets until it is installed again', async () => {
  const { company, problemId } = await companyWithTicket(world, 'app/uninstalled')
  await world.github.uninstall('app/uninstalled')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'UNINSTALLED',
    nextStep: expect.stringContaining('Install the GitHub App on it.'),
  })
  await world.pass(hour)
  await world.github.install('app/uninstalled')
  await world.pass(minute)
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', number: 1, obstacle: null })
})

test('an installation that serves one company is not taken by another', async () => {
  const { company } = await companyWithTicket(world, 'app/theirs')
  await world.pass(2 * hour)
  const connected = { product: 'oven', repository: 'app/theirs' }
  const other = await world.tenant()
  await other.product('oven')
  expect(await other.mutate('connectRepository', connected)).toMatchObject({ code: 'REPOSITORY_TAKEN' })
  expect(await company.mutate('connectRepository', connected, 'ready')).toMatchObject({ ready: true })
})

test('another company gets nothing written or linked where the App serves somebody else', async () => {
  const { installation } = world.github.addRepository('app/first')
  const company = await companyFor(world, 'app/first')
  await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  // Of the same installation, and not connected by anybody yet.
  world.github.addRepository('app/second').installation = installation
  const { value } = await world.github.openAs('app/second', 'ines', { title: 'Secret plans', body: 'Ours' })

  const { company: other, problemId } = await companyWithTicket(world, 'app/of-others')
  expect(
    await other.mutate('relinkTicket', { problemId, issue: `app/second#${value.number}` }),
  ).toMatchObject({ code: 'REPOSITORY_TAKEN' })
  await other.product('kettle', { repository: 'app/second', ticketPolicy: 'AUTOMATIC' })
  const door = await squeakingDoor(other, 'kettle')
  await world.workOff()
  expect((await look(other, door.id)).ticket).toMatchObject({
    state: 'BLOCKED',
    obstacle: 'TAKEN',
    nextStep: expect.stringContaining('connect the product to another repository'),
  })
  await world.github.transferIssueAs('app/of-others', 1, 'ines', 'app/second')
  await world.workOff()
  expect((await look(other, problemId)).ticket.state).toBe('MOVED')
  expect(world.github.issues('app/second')).toMatchObject([
    { title: 'Secret plans', body: 'Ours' },
    { number: 2 },
  ])
})

test('our own doing by the App is not counted, and a stale bot’s is followed', async () => {
  const { company, problemId } = await companyWithTicket(world, 'app/bots')
  await world.github.closeAs('app/bots', 1, 'stale[bot]', 'not_planned')
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({
    status: 'ACCEPTED',
    decisions: [{ kind: 'ACCEPTED', githubLogin: 'stale[bot]' }],
  })
})
