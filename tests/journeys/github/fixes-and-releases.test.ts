import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../support/open-world.ts'
import {
  companyWithTicket,
  holdWebhooks,
  hour,
  look,
  minute,
  squeakingDoor,
} from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function merge(repository: string, body: string, closes: boolean) {
  const { value } = await world.github.openPullAs(repository, 'ines', { title: 'Keep the time', body })
  world.clock.forward(minute)
  await world.github.mergePullAs(repository, value.number, 'ines', { closes })
  await world.workOff()
  return value.number
}

async function release(repository: string, tag: string, prerelease = false) {
  world.clock.forward(hour)
  await world.github.publishReleaseAs(repository, 'ines', { tag, prerelease })
  await world.workOff()
}

test('a merged fix is told as merged, and as released once a release has it', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/merged')
  const pull = await merge('fix/merged', 'Fixes #1', false)
  expect(await look(company, problemId)).toMatchObject({
    status: 'IN_PROGRESS',
    ticket: {
      state: 'OPEN',
      explanation: expect.stringContaining('has a fix for this (fix/merged#1), which is not released yet'),
      fixUrl: expect.stringContaining(`/${pull}`),
    },
  })
  await release('fix/merged', 'v2.4.0-rc.1', true)
  expect((await look(company, problemId)).status).toBe('IN_PROGRESS')
  await release('fix/merged', 'v2.4.0')
  expect(await look(company, problemId)).toMatchObject({
    status: 'FIXED',
    fixedInVersion: '2.4.0',
    ticket: {
      state: 'OPEN',
      releasedIn: '2.4.0',
      explanation: expect.stringContaining('A fix was released in 2.4.0'),
    },
  })
})

test('a fix that closes the issue says so, and in which version once that is out', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/closed')
  await merge('fix/closed', 'Resolves fix/closed#1', true)
  expect(await look(company, problemId)).toMatchObject({
    status: 'FIXED',
    fixedInVersion: null,
    ticket: { state: 'CLOSED', explanation: expect.stringContaining('the fix is not released yet') },
  })
  await release('fix/closed', '2.5')
  expect(await look(company, problemId)).toMatchObject({
    status: 'FIXED',
    fixedInVersion: '2.5',
    ticket: {
      state: 'CLOSED',
      releasedIn: '2.5',
      explanation: expect.stringContaining('Fixed in 2.5 (fix/closed#1).'),
    },
  })
})

test('a tag that names a product is a release of that product alone', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/tagged')
  await company.product('kettle', { repository: 'fix/tagged', ticketPolicy: 'AUTOMATIC' })
  const kettle = await squeakingDoor(company, 'kettle')
  await world.workOff()
  const { number } = (await look(company, kettle.id)).ticket
  await merge('fix/tagged', `Fixes #1, fixes #${number}`, false)
  await release('fix/tagged', 'oven-v2.4')
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', fixedInVersion: '2.4' })
  expect(await look(company, kettle.id)).toMatchObject({ status: 'IN_PROGRESS', fixedInVersion: null })
  await release('fix/tagged', 'kettle@1.0')
  expect(await look(company, kettle.id)).toMatchObject({ status: 'FIXED', fixedInVersion: '1.0' })
  expect((await look(company, problemId)).fixedInVersion).toBe('2.4')
})

test('a release that was out before the fix does not have it', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/before')
  await release('fix/before', 'v1.0')
  await merge('fix/before', 'Fixes #1', false)
  await release('fix/before', 'v1.1-beta', true)
  expect((await look(company, problemId)).ticket.releasedIn).toBeNull()
  await release('fix/before', 'v1.1')
  expect((await look(company, problemId)).ticket.releasedIn).toBe('1.1')
})

test('an issue reopened after its fix was released has no fix any more', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/reopened')
  await merge('fix/reopened', 'Fixes #1', true)
  await release('fix/reopened', 'v3')
  world.clock.forward(hour)
  await world.github.reopenAs('fix/reopened', 1, 'jo')
  await world.workOff()
  await world.pass(2 * hour)
  expect(await look(company, problemId)).toMatchObject({
    status: 'ACKNOWLEDGED',
    fixedInVersion: null,
    ticket: { state: 'OPEN', releasedIn: null, explanation: expect.stringContaining('knows of this') },
  })
})

test('a pull request of another repository, or one that was closed unmerged, fixes nothing', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/ours')
  world.github.addRepository('fix/strangers')
  await merge('fix/strangers', 'Fixes #1', false)
  const { value } = await world.github.openPullAs('fix/ours', 'ines', { title: 'No', body: 'Fixes #1' })
  await world.github.closePullAs('fix/ours', value.number, 'ines')
  await world.pass(2 * hour)
  expect(await look(company, problemId)).toMatchObject({ status: 'RECURRING', ticket: { fixUrl: null } })
})

test('a merge and a release that no webhook told of are found by comparing', async () => {
  const { company, problemId } = await companyWithTicket(world, 'fix/missed')
  holdWebhooks(world)
  await merge('fix/missed', 'Fixes #1', false)
  await release('fix/missed', 'v7')
  await world.pass(2 * hour)
  await world.pass(hour)
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', fixedInVersion: '7' })
  await world.github.releaseDeliveries()
})
