import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** A company with an open ticket, on which ines may write and rex may only read. */
async function companyWithTicket(repository: string): Promise<Tenant> {
  world.github.addRepository(repository)
  world.github.setPermission(repository, 'ines', 'write')
  world.github.setPermission(repository, 'rex', 'read')
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC' })
  await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return company
}

const guidanceOf = async (company: Tenant) => {
  const { data } = await company.ask(
    '{ guidance { edges { node { status sourceUrl current { number title githubLogin locales } } } } }',
  )
  return data.guidance.edges.map(({ node: { current, ...rest } }: { node: { current: object } }) => ({
    ...rest,
    ...current,
  }))
}

const comment = '/guidance Set the clock after a power cut\n\nHold **Clock** for three seconds.'

test('a comment by somebody who may only read is not published', async () => {
  const company = await companyWithTicket('acme/reader')
  await world.github.commentAs('acme/reader', 1, 'rex', comment)
  await world.github.commentAs('acme/reader', 1, 'stranger', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
})

test('a comment by a writer is published, revised when edited, and retired when deleted', async () => {
  const company = await companyWithTicket('acme/writer')
  const { value } = await world.github.commentAs('acme/writer', 1, 'ines', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([
    {
      status: 'PUBLISHED',
      sourceUrl: expect.stringContaining('acme/writer'),
      ...{ number: 1, title: 'Set the clock after a power cut', githubLogin: 'ines', locales: [] },
    },
  ])

  world.clock.forward(60_000)
  await world.github.editCommentAs(
    'acme/writer',
    value.id,
    'ines',
    '/guidance Set the clock\nlocale: tr\n\nHold it.',
  )
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 2, title: 'Set the clock', locales: ['tr'] }])

  world.clock.forward(60_000)
  await world.github.deleteCommentAs('acme/writer', value.id, 'ines')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED', number: 2 }])
  const next = await company.report(clockTroubles[3], { product: 'oven', customer: 'customer-9' })
  expect(next.guidance).toEqual([])
})

test('an edit within the second of the last one is not lost', async () => {
  const company = await companyWithTicket('acme/quick')
  const { value } = await world.github.commentAs('acme/quick', 1, 'ines', comment)
  await world.workOff()
  await world.github.editCommentAs('acme/quick', value.id, 'ines', '/guidance Better words\n\nHold it.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 2, title: 'Better words' }])
})

test('a comment whose command was edited away is withdrawn', async () => {
  const company = await companyWithTicket('acme/away')
  const { value } = await world.github.commentAs('acme/away', 1, 'ines', comment)
  await world.workOff()
  world.clock.forward(60_000)
  await world.github.editCommentAs('acme/away', value.id, 'ines', 'Never mind.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('a comment told twice makes one guidance in one version', async () => {
  const company = await companyWithTicket('acme/twice')
  const { delivery } = await world.github.commentAs('acme/twice', 1, 'ines', comment)
  await world.workOff()
  await delivery?.redeliver()
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])
})

test('a reader who edits a writer’s comment publishes nothing', async () => {
  const company = await companyWithTicket('acme/edited')
  const { value } = await world.github.commentAs('acme/edited', 1, 'ines', comment)
  await world.workOff()
  world.clock.forward(60_000)
  await world.github.editCommentAs('acme/edited', value.id, 'rex', '/guidance Throw it away\n\nBuy ours.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 1, title: 'Set the clock after a power cut' }])
})

test('a command that cannot be followed leaves the last good version', async () => {
  const company = await companyWithTicket('acme/mistake')
  const { value } = await world.github.commentAs('acme/mistake', 1, 'ines', comment)
  await world.workOff()
  world.clock.forward(60_000)
  await world.github.editCommentAs(
    'acme/mistake',
    value.id,
    'ines',
    '/guidance X\nversions: soon\n\nHold it.',
  )
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])
})

test('guidance of a ticket comes first in the answer to the next case of its problem, in any language', async () => {
  const company = await companyWithTicket('acme/next')
  await world.github.commentAs('acme/next', 1, 'ines', comment)
  await world.workOff()
  const next = await company.report(clockTroubles[3], { product: 'oven', customer: 'customer-9' })
  expect(next.guidance[0]).toMatchObject({ reason: 'PROBLEM', version: { number: 1 } })
})
