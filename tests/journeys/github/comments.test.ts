import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../../../src/github/stand-in/stand-in-faults.ts'
import { guidanceOf, companyWithTicket as guidedCompany, repliesIn } from '../../guidance/github-company.ts'
import {
  commentOf,
  commentsOf,
  companyThatSaid,
  companyWithLostComment,
  creations,
  editsIn,
  say,
} from '../../support/comment-stories.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import { hour, minute, outboxOf, waitLong, writes } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const waits = { kind: 'COMMENT', ticket: null }
const refusal = (status: number, message: string): Fault => ({ kind: 'status', status, message })

const passing = [
  {
    name: 'the token was not accepted',
    repository: 'refused/token',
    refused: refusal(401, 'Bad credentials'),
  },
  {
    name: 'the repository was archived',
    repository: 'refused/archived',
    refused: refusal(403, 'Repository was archived so is read-only.'),
  },
  {
    name: 'issues were switched off',
    repository: 'refused/disabled',
    refused: refusal(410, 'Issues are disabled for this repo'),
  },
]

test.each(passing)(
  'an edit that was refused since $name edits the comment once that is over',
  async ({ repository, refused }) => {
    const { company } = await companyThatSaid(world, repository, 'One.')
    world.github.failNext('PATCH', editsIn(repository), refused)
    await say(world, company, repository, 'Two.')
    await world.workOff()
    expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'BLOCKED' }))
    for (let waited = 0; waited < 3; waited++) await world.pass(11 * minute)
    expect(repliesIn(world, repository)).toEqual(['Two.'])
    expect(creations(world, repository)).toBe(1)
    expect(await outboxOf(company)).toEqual([])
  },
)

test('an edit that a locked issue refused waits for retryWrite, which edits the comment', async () => {
  const { company } = await companyThatSaid(world, 'locked/retried', 'One.')
  world.github.failNext('PATCH', editsIn('locked/retried'), refusal(403, 'Unable to edit: issue is locked'))
  await say(world, company, 'locked/retried', 'Two.')
  await world.pass(hour)
  const [item, ...others] = await outboxOf(company)
  expect(item).toMatchObject({ ...waits, state: 'BLOCKED', why: expect.stringContaining('issue is locked') })
  expect(others).toEqual([])
  await company.mutate('retryWrite', { id: item.id })
  await world.workOff()
  expect(repliesIn(world, 'locked/retried')).toEqual(['Two.'])
  expect(creations(world, 'locked/retried')).toBe(1)
})

test('an edit that a locked issue refused is made with the next words, in the same comment', async () => {
  const { company } = await companyThatSaid(world, 'locked/reworded', 'One.')
  world.github.failNext('PATCH', editsIn('locked/reworded'), refusal(403, 'Unable to edit: issue is locked'))
  await say(world, company, 'locked/reworded', 'Two.')
  await world.workOff()
  await say(world, company, 'locked/reworded', 'Three.')
  await world.workOff()
  expect(repliesIn(world, 'locked/reworded')).toEqual(['Three.'])
  expect(creations(world, 'locked/reworded')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a reply to /guidance whose edit was refused stays one reply', async () => {
  const company = await guidedCompany(world, 'refused/guidance')
  const written = '/guidance Set the clock\n\nHold it.'
  const { value } = await world.github.commentAs('refused/guidance', 1, 'ines', written)
  await world.workOff()
  world.github.failNext('PATCH', editsIn('refused/guidance'), refusal(401, 'Bad credentials'))
  world.clock.forward(minute)
  await world.github.editCommentAs('refused/guidance', value.id, 'ines', '/guidance Other words\n\nHold it.')
  for (let waited = 0; waited < 3; waited++) await world.pass(11 * minute)
  expect(await guidanceOf(company)).toMatchObject([{ title: 'Other words', number: 2 }])
  expect(repliesIn(world, 'refused/guidance')).toEqual([expect.stringContaining('- Title: Other words')])
})

test('an edit that falls due while nothing can be written is listed, waits, and is made afterwards', async () => {
  const { company } = await companyThatSaid(world, 'due/archived', 'One.')
  await world.github.archive('due/archived')
  await world.workOff()
  await say(world, company, 'due/archived', 'Two.')
  await world.pass(hour)
  expect(writes(world, 'due/archived', 'PATCH')).toEqual([])
  expect(await outboxOf(company)).toContainEqual(
    expect.objectContaining({ ...waits, state: 'BLOCKED', why: expect.stringContaining('archived') }),
  )
  await world.github.unarchive('due/archived')
  await world.workOff()
  expect(repliesIn(world, 'due/archived')).toEqual(['Two.'])
  expect(await outboxOf(company)).toEqual([])
})

test('an obstacle that nobody told of is seen before an edit, which waits for it to go', async () => {
  const { company } = await companyThatSaid(world, 'due/disabled', 'One.')
  world.github.disableIssues('due/disabled')
  await say(world, company, 'due/disabled', 'Two.')
  await world.workOff()
  expect(writes(world, 'due/disabled', 'PATCH')).toEqual([])
  world.github.enableIssues('due/disabled')
  await world.pass(11 * minute)
  expect(repliesIn(world, 'due/disabled')).toEqual(['Two.'])
})

test('many edits that wait for one repository hold up no comment elsewhere', async () => {
  const { company, id } = await companyThatSaid(world, 'due/many', 'One.')
  await world.github.archive('due/many')
  await world.workOff()
  await say(world, company, 'due/many', 'Two.')
  const { outgoingComment } = world.deps.database.prisma
  const waiting = await commentOf(world, company, id)
  await outgoingComment.createMany({
    data: Array.from({ length: 501 }, (_, at) => ({
      ...{ ...waiting, id: world.deps.ids.next(), key: `many:${at}` },
    })),
  })
  const other = await companyThatSaid(world, 'due/other', 'One.')
  await outgoingComment.updateMany({
    where: { organizationId: other.company.viewer.organizationId },
    // As if its job had died.
    data: { body: 'Two.', dueAt: world.clock.now() },
  })
  await world.pass(minute)
  expect(repliesIn(world, 'due/other')).toEqual(['Two.'])
  await outgoingComment.deleteMany({ where: { key: { startsWith: 'many:' } } })
})

test('a 404 while a lost comment is looked for proves nothing: it is written all the same', async () => {
  const { company } = await companyWithLostComment(world, 'lookup/flawed')
  world.github.failNext('GET', commentsOf('lookup/flawed'), refusal(404, 'Not Found'))
  await waitLong(world, 2)
  expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'UNCERTAIN' }))
  await waitLong(world, 4)
  expect(repliesIn(world, 'lookup/flawed')).toEqual(['One.'])
  expect(await outboxOf(company)).toEqual([])
})

test('a lost comment whose repository is hidden from us is looked for once we see it again', async () => {
  const { company } = await companyWithLostComment(world, 'lookup/hidden', 'lost_after_commit')
  world.github.failNext('GET', /^\/repos\/lookup\/hidden/, refusal(404, 'Not Found'), 1_000)
  await waitLong(world, 4)
  expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'BLOCKED' }))
  await useUp('lookup/hidden')
  await waitLong(world, 4)
  expect(repliesIn(world, 'lookup/hidden')).toEqual(['One.'])
  expect(creations(world, 'lookup/hidden')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

/** Meets all planned faults of a repository, so that none is left. */
async function useUp(repository: string): Promise<void> {
  const path = `${world.github.url}/repos/${repository}`
  const headers = { authorization: `Bearer ${world.github.token}` }
  while ((await fetch(path, { headers })).status === 404);
}

test('a lost comment whose issue was deleted is given up', async () => {
  const { company, id } = await companyWithLostComment(world, 'lookup/deleted')
  await world.github.deleteIssueAs('lookup/deleted', 1, 'ines')
  await waitLong(world, 6)
  expect(await commentOf(world, company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  expect(creations(world, 'lookup/deleted')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a comment that people deleted stays deleted, and one 404 is no proof that they did', async () => {
  const { company, id } = await companyThatSaid(world, 'edit/deleted', 'One.')
  world.github.failNext('PATCH', editsIn('edit/deleted'), refusal(404, 'Not Found'))
  await say(world, company, 'edit/deleted', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'edit/deleted')).toEqual(['Two.'])
  const { githubId } = await commentOf(world, company, id)
  await world.github.deleteCommentAs('edit/deleted', Number(githubId), 'ines')
  for (const words of ['Three.', 'Four.']) {
    await say(world, company, 'edit/deleted', words)
    await waitLong(world, 2)
    expect(await commentOf(world, company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  }
  expect(repliesIn(world, 'edit/deleted')).toEqual([])
  expect(creations(world, 'edit/deleted')).toBe(1)
})

test('a lost comment is never written below an issue that was unlinked meanwhile', async () => {
  const { company, problemId } = await companyWithLostComment(world, 'left/lost')
  await company.mutate('unlinkTicket', { problemId })
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/lost')).toEqual([])
  expect(creations(world, 'left/lost')).toBe(1)
  await say(world, company, 'left/lost', 'Two.')
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/lost')).toEqual([])
  expect(creations(world, 'left/lost')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a lost comment of a problem is not written below an issue that is another problem’s now', async () => {
  const { company, problemId } = await companyWithLostComment(world, 'left/taken')
  await company.mutate('unlinkTicket', { problemId })
  await company.report('The door squeaks when it opens', { product: 'oven', customer: 'dora' })
  const { problem } = await company.report('The door squeaks when it is opened', {
    ...{ product: 'oven', customer: 'emil' },
  })
  const relinked = { problemId: problem.id, issue: 'left/taken#1' }
  expect(await company.mutate('relinkTicket', relinked)).toEqual({ __typename: 'RelinkTicketSuccess' })
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/taken')).toEqual([])
})

test('a comment below an issue that is linked again is edited, not written a second time', async () => {
  const { company, problemId } = await companyThatSaid(world, 'left/again', 'One.')
  await company.mutate('unlinkTicket', { problemId })
  await say(world, company, 'left/again', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'left/again')).toEqual(['One.'])
  await company.mutate('relinkTicket', { problemId, issue: 'left/again#1' })
  await say(world, company, 'left/again', 'Three.')
  await world.workOff()
  expect(repliesIn(world, 'left/again')).toEqual(['Three.'])
  expect(creations(world, 'left/again')).toBe(1)
})

test('a lost comment below an issue that is linked again is looked for before it is written', async () => {
  const { company, problemId } = await companyWithLostComment(world, 'left/found', 'lost_after_commit')
  await company.mutate('unlinkTicket', { problemId })
  await company.mutate('relinkTicket', { problemId, issue: 'left/found#1' })
  await say(world, company, 'left/found', 'Two.')
  await waitLong(world, 3)
  expect(repliesIn(world, 'left/found')).toEqual(['Two.'])
  expect(creations(world, 'left/found')).toBe(1)
})

test('what was said below an issue that was left is said anew below the one that is linked instead', async () => {
  const { company, problemId } = await companyThatSaid(world, 'left/other', 'One.')
  await world.github.openAs('left/other', 'ines', { title: 'Clock drift', body: 'x' })
  await company.mutate('relinkTicket', { problemId, issue: 'left/other#2' })
  await say(world, company, 'left/other', 'One.', { issueNumber: 2 })
  await world.workOff()
  expect(repliesIn(world, 'left/other', 1)).toEqual(['One.'])
  expect(repliesIn(world, 'left/other', 2)).toEqual(['One.'])
})
