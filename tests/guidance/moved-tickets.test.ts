import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { hour } from '../support/ticket-stories.ts'
import { companyWithTicket, guidanceOf, repliesIn, repositoryOf } from './github-company.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const comment = '/guidance Set the clock\n\nHold it.'
const revised = '/guidance Set the clock\n\nHold it longer.'

/** A ticket, number 1, with guidance in a comment that is older than what comparing looks back at. */
async function companyWithGuidance(repository: string) {
  const company = await companyWithTicket(world, repository)
  const { value } = await world.github.commentAs(repository, 1, 'ines', comment)
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', body: 'Hold it.' }])
  await world.pass(3 * hour)
  const edit = async (commentId: number, where = repository) => {
    await world.github.editCommentAs(where, commentId, 'ines', revised)
    await world.workOff()
  }
  return { company, commentId: value.id, edit }
}

const problemOf = async (company: Tenant): Promise<string> => {
  const { data } = await company.ask('{ problems { edges { node { id } } } }')
  return data.problems.edges[0].node.id
}

test('an issue that is transferred loses the guidance of its comments, and each comes anew once it is edited there', async () => {
  const { company, edit } = await companyWithGuidance('gone/from')
  repositoryOf(world, 'gone/to')
  await company.product('kettle', { repository: 'gone/to' })
  await world.workOff()
  await world.github.transferIssueAs('gone/from', 1, 'ines', 'gone/to')
  await world.pass(3 * hour)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED', body: 'Hold it.' }])

  const [moved] = world.github.issue('gone/to', 1).comments
  await edit(moved?.id ?? 0, 'gone/to')
  expect(await guidanceOf(company)).toMatchObject([
    { status: 'PUBLISHED', body: 'Hold it longer.', number: 1, product: { key: 'oven' } },
    { status: 'RETIRED' },
  ])
})

test('guidance of an issue that is given up stays as it is, until the issue is the ticket again', async () => {
  const { company, commentId, edit } = await companyWithGuidance('left/here')
  const problemId = await problemOf(company)
  await company.mutate('unlinkTicket', { problemId })
  await edit(commentId)
  await world.pass(3 * hour)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', body: 'Hold it.', number: 1 }])
  expect(repliesIn(world, 'left/here')).toHaveLength(1)

  await company.mutate('relinkTicket', { problemId, issue: 'left/here#1' })
  await world.github.editCommentAs('left/here', commentId, 'ines', `${revised} Then turn it.`)
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ body: 'Hold it longer. Then turn it.', number: 2 }])
})

test('guidance in a comment that is deleted on an issue that was given up is withdrawn within a day or so', async () => {
  const { company, commentId } = await companyWithGuidance('left/deleted')
  await company.mutate('unlinkTicket', { problemId: await problemOf(company) })
  await world.github.deleteCommentAs('left/deleted', commentId, 'ines')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED' }])
  await world.pass(25 * hour)
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
})

test('a comment that was there before its issue became the ticket is guidance once it is edited', async () => {
  const company = await companyWithTicket(world, 'linked/later')
  await world.github.openAs('linked/later', 'rex', { title: 'Clock', body: 'It flashes.' })
  const { value } = await world.github.commentAs('linked/later', 2, 'ines', comment)
  await world.pass(3 * hour)
  await company.mutate('relinkTicket', { problemId: await problemOf(company), issue: 'linked/later#2' })
  await world.pass(3 * hour)
  expect(await guidanceOf(company)).toEqual([])
  await world.github.editCommentAs('linked/later', value.id, 'ines', revised)
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', body: 'Hold it longer.' }])
})
