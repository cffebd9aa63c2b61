import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishComment } from '../../src/guidance/publish-comment.ts'
import { hashText } from '../../src/repositories/hash-words.ts'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type World } from '../support/open-world.ts'
import { companyWithTicket, guidanceOf, repliesIn } from './github-company.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const minute = 60_000
const comment = '/guidance Set the clock after a power cut\n\nHold **Clock** for three seconds.'

test('a comment by somebody who may only read is not published', async () => {
  const company = await companyWithTicket(world, 'acme/reader')
  await world.github.commentAs('acme/reader', 1, 'rex', comment)
  await world.github.commentAs('acme/reader', 1, 'stranger', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  // Told in the same instant, they are answered in any order.
  expect([...repliesIn(world, 'acme/reader')].sort()).toEqual([
    expect.stringContaining('rex has no write permission in this repository'),
    expect.stringContaining('stranger has no write permission in this repository'),
  ])
})

test('a comment by a writer is published, revised when edited, and retired when deleted', async () => {
  const company = await companyWithTicket(world, 'acme/writer')
  const { value } = await world.github.commentAs('acme/writer', 1, 'ines', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([
    {
      status: 'PUBLISHED',
      sourceUrl: expect.stringContaining('acme/writer'),
      ...{
        kind: 'WORKAROUND',
        problem: { id: expect.any(String) },
        component: null,
        product: { key: 'oven' },
      },
      ...{ id: expect.any(String), versions: null, touchpoint: null, reviewOn: null },
      ...{ number: 1, title: 'Set the clock after a power cut', githubLogin: 'ines', locales: [] },
      body: 'Hold **Clock** for three seconds.',
    },
  ])
  const [published] = repliesIn(world, 'acme/writer')
  expect(published).toContain('**Agents see this guidance since 2026-11-22 09:')
  expect(published).toContain('- Title: Set the clock after a power cut')
  expect(published).toContain('- Version 1 of it, by ines')
  expect(published).not.toContain('@')

  world.clock.forward(60_000)
  await world.github.editCommentAs(
    'acme/writer',
    value.id,
    'ines',
    '/guidance Set the clock\nlocale: tr\n\nHold it.',
  )
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 2, title: 'Set the clock', locales: ['tr'] }])
  expect(repliesIn(world, 'acme/writer')).toEqual([expect.stringContaining('- Locales: tr')])

  world.clock.forward(60_000)
  await world.github.deleteCommentAs('acme/writer', value.id, 'ines')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED', number: 2 }])
  expect(repliesIn(world, 'acme/writer')).toEqual([expect.stringContaining('**Withdrawn.**')])
  const next = await company.report(clockTroubles[3], { product: 'oven', customer: 'customer-9' })
  expect(next.guidance).toEqual([])
})

test('an edit within the second of the last one is not lost', async () => {
  const company = await companyWithTicket(world, 'acme/quick')
  const { value } = await world.github.commentAs('acme/quick', 1, 'ines', comment)
  await world.workOff()
  await world.github.editCommentAs('acme/quick', value.id, 'ines', '/guidance Better words\n\nHold it.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 2, title: 'Better words' }])
})

test('a comment whose command was edited away is withdrawn', async () => {
  const company = await companyWithTicket(world, 'acme/away')
  const { value } = await world.github.commentAs('acme/away', 1, 'ines', comment)
  await world.workOff()
  world.clock.forward(60_000)
  await world.github.editCommentAs('acme/away', value.id, 'ines', 'Never mind.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('a comment told twice makes one guidance in one version', async () => {
  const company = await companyWithTicket(world, 'acme/twice')
  const { delivery } = await world.github.commentAs('acme/twice', 1, 'ines', comment)
  await world.workOff()
  await delivery?.redeliver()
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])
})

test('a reader who edits a writer’s comment publishes nothing, not even once it is found by comparing', async () => {
  const company = await companyWithTicket(world, 'acme/edited')
  const { value } = await world.github.commentAs('acme/edited', 1, 'ines', comment)
  await world.workOff()
  world.clock.forward(60_000)
  await world.github.editCommentAs('acme/edited', value.id, 'rex', '/guidance Throw it away\n\nBuy ours.')
  await world.workOff()
  const stays = [{ status: 'PUBLISHED', number: 1, title: 'Set the clock after a power cut' }]
  expect(await guidanceOf(company)).toMatchObject(stays)
  const [said, ...others] = repliesIn(world, 'acme/edited')
  expect(others).toEqual([])
  expect(said).toContain('rex has no write permission')
  expect(said).toContain('Agents keep seeing the last version that was published: Set the clock')

  await world.pass(world.deps.timing.reconcileMs + minute)
  expect(await guidanceOf(company)).toMatchObject(stays)
})

test('a command that cannot be followed leaves the last good version, says why, and is mended by an edit', async () => {
  const company = await companyWithTicket(world, 'acme/mistake')
  const { value } = await world.github.commentAs('acme/mistake', 1, 'ines', comment)
  await world.workOff()
  const edit = async (text: string) => {
    world.clock.forward(minute)
    await world.github.editCommentAs('acme/mistake', value.id, 'ines', text)
    await world.workOff()
    const replies = repliesIn(world, 'acme/mistake')
    expect(replies).toHaveLength(1)
    return replies[0]
  }
  expect(await edit('/guidance X\nversions: soon\n\nHold it.')).toContain('must be a range of versions')
  expect(await edit('/guidance X\nlocale: turkish!\n\nHold it.')).toContain('is no locale')
  expect(await edit('/guidance X\ncomponent: clok\n\nHold it.')).toContain('Did you mean clock?')
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])

  expect(await edit('/guidance X\ncomponent: clock\n\nHold it.')).toContain('- Component: Clock')
  expect(await guidanceOf(company)).toMatchObject([
    { status: 'PUBLISHED', number: 2, title: 'X', component: { key: 'clock' } },
  ])
})

test('conversation, quotes and code get no answer', async () => {
  const company = await companyWithTicket(world, 'acme/talk')
  for (const text of ['Thanks!', `> ${comment.replaceAll('\n', '\n> ')}`, `\`\`\`\n${comment}\n\`\`\``])
    await world.github.commentAs('acme/talk', 1, 'ines', text)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  expect(repliesIn(world, 'acme/talk')).toEqual([])
})

test('a writer’s edit of a reader’s comment is published, and the reader’s next words are not taken for the writer’s', async () => {
  const company = await companyWithTicket(world, 'acme/mended')
  const { value } = await world.github.commentAs('acme/mended', 1, 'rex', comment)
  await world.workOff()
  await world.github.editCommentAs('acme/mended', value.id, 'ines', '/guidance By ines\n\nHold it.')
  // Before what ines did has been worked off.
  await world.github.editCommentAs('acme/mended', value.id, 'rex', '/guidance By rex\n\nBuy mine.')
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  await world.github.editCommentAs('acme/mended', value.id, 'ines', '/guidance By ines\n\nHold it.')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ title: 'By ines', githubLogin: 'ines' }])
  expect(repliesIn(world, 'acme/mended')).toHaveLength(1)
})

test('while the permission cannot be asked nothing is granted; later it is published', async () => {
  const company = await companyWithTicket(world, 'acme/down')
  const permission = /\/collaborators\/ines\/permission$/
  world.github.failNext('GET', permission, { kind: 'reset_before_commit' })
  await world.github.commentAs('acme/down', 1, 'ines', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  expect(repliesIn(world, 'acme/down')).toEqual([])

  world.github.failNext('GET', permission, { kind: 'secondary_limit', retryAfter: '90' })
  world.clock.forward(minute)
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  await world.pass(2 * minute)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])
  expect(repliesIn(world, 'acme/down')).toHaveLength(1)
})

test('what GitHub said about a permission counts for five minutes', async () => {
  const company = await companyWithTicket(world, 'acme/minutes')
  const say = async (title: string) => {
    await world.github.commentAs('acme/minutes', 1, 'ines', `/guidance ${title}\n\nHold it.`)
    await world.workOff()
    return (await guidanceOf(company)).map(({ title }: { title: string }) => title)
  }
  expect(await say('One')).toEqual(['One'])
  world.github.setPermission('acme/minutes', 'ines', 'read')
  expect(await say('Two')).toEqual(['Two', 'One'])
  world.clock.forward(5 * minute)
  expect(await say('Three')).toEqual(['Two', 'One'])
})

test('a comment whose webhook was missed is found by comparing, and so is that it was deleted', async () => {
  const company = await companyWithTicket(world, 'acme/missed')
  await world.pass(world.deps.timing.reconcileMs + minute)
  const lose = async () => {
    const { prisma } = world.deps.database
    await prisma.webhookDelivery.updateMany({ data: { processedAt: world.clock.now() } })
  }
  const { value } = await world.github.commentAs('acme/missed', 1, 'ines', comment)
  await world.github.commentAs('acme/missed', 1, 'rex', comment)
  await lose()
  await world.pass(world.deps.timing.reconcileMs + minute)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1, githubLogin: 'ines' }])
  expect(repliesIn(world, 'acme/missed')).toHaveLength(2)

  await world.github.deleteCommentAs('acme/missed', value.id, 'ines')
  await lose()
  await world.pass(25 * world.deps.timing.reconcileMs)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('guidance that was retired here stays so, though its comment is still there', async () => {
  const company = await companyWithTicket(world, 'acme/retired')
  await world.github.commentAs('acme/retired', 1, 'ines', comment)
  await world.workOff()
  const [{ id }] = await guidanceOf(company)
  await company.mutate('retireGuidance', { id })
  await world.workOff()
  expect(repliesIn(world, 'acme/retired')).toEqual([expect.stringContaining('**Retired in Bothways.**')])
  await world.pass(world.deps.timing.reconcileMs + minute)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('two nodes that work off the same comment at once make one guidance and one reply', async () => {
  const company = await companyWithTicket(world, 'acme/nodes')
  const { value } = await world.github.commentAs('acme/nodes', 1, 'ines', comment)
  const { organizationId, id } = await world.deps.database.prisma.repository.findUniqueOrThrow({
    where: { nameKey: 'acme/nodes' },
  })
  const about = { organizationId, repositoryId: id, number: 1, commentId: String(value.id) }
  const hint = { ...about, action: 'created', sender: 'ines', textHash: hashText(comment), updatedAt: null }
  await Promise.all([publishComment(world.deps, hint), publishComment(world.deps, hint)])
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 1 }])
  expect(repliesIn(world, 'acme/nodes')).toHaveLength(1)
})

test('our own comments are never commands, and the reply to a hostile title does nothing in GitHub', async () => {
  const company = await companyWithTicket(world, 'acme/own')
  await world.github.commentAs('acme/own', 1, world.github.login, comment)
  await world.github.commentAs('acme/own', 1, 'ines', '/guidance Ask @everyone, fixes #1 <!-- x\n\nHold it.')
  await world.workOff()
  expect(await guidanceOf(company)).toHaveLength(1)
  const said = repliesIn(world, 'acme/own').at(-1)
  expect(said).toContain('Ask @\u200Beveryone')
  expect(said).not.toMatch(/@everyone|#1|<!--/)
})

test('a deleted issue takes the guidance of its comments along', async () => {
  const company = await companyWithTicket(world, 'acme/moved')
  await world.github.commentAs('acme/moved', 1, 'ines', comment)
  await world.workOff()
  await world.github.deleteIssueAs('acme/moved', 1, 'ines')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('guidance of a ticket comes first in the answer to the next case of its problem, in any language', async () => {
  const company = await companyWithTicket(world, 'acme/next')
  await world.github.commentAs('acme/next', 1, 'ines', comment)
  await world.workOff()
  const next = await company.report(clockTroubles[3], { product: 'oven', customer: 'customer-9' })
  expect(next.guidance[0]).toMatchObject({ reason: 'PROBLEM', version: { number: 1 } })
})
