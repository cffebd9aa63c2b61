import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../../../src/github/stand-in/stand-in-faults.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { queueComment } from '../../../src/repositories/queue-comment.ts'
import { writeComment } from '../../../src/repositories/write-comment.ts'
import { guidanceOf, companyWithTicket as guidedCompany, repliesIn } from '../../guidance/github-company.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import { companyWithTicket, hour, minute, outboxOf, waitLong, writes } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Has our comment below an issue say so; answers its id. */
const say = (
  { viewer }: Tenant,
  repository: string,
  body: string,
  { issueNumber = 1, key = 'story' } = {},
): Promise<string> =>
  inTransaction(world.deps.database, async (transaction) => {
    const { organizationId } = viewer
    const { id: repositoryId } = await transaction.repository.findUniqueOrThrow({
      where: { nameKey: repository },
    })
    await queueComment(world.deps, transaction, { organizationId, repositoryId, issueNumber, key, body })
    const { id } = await transaction.outgoingComment.findUniqueOrThrow({
      where: { organizationId_key: { organizationId, key } },
    })
    return id
  })

const commentOf = ({ viewer: { organizationId } }: Tenant, id: string) =>
  world.deps.database.prisma.outgoingComment.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })

/** How often we tried to write a comment that was not there. */
const creations = (repository: string): number =>
  writes(world, repository).filter(({ path }) => path.endsWith('/comments')).length

const commentsOf = (repository: string) => new RegExp(`^/repos/${repository}/issues/1/comments`)
const editsIn = (repository: string) => new RegExp(`^/repos/${repository}/issues/comments/`)
const waits = { kind: 'COMMENT', ticket: null }
const refusal = (status: number, message: string): Fault => ({ kind: 'status', status, message })

/** A company with a ticket, below whose issue we have said something. */
async function companyThatSaid(repository: string, words: string) {
  const { company, problemId } = await companyWithTicket(world, repository)
  const id = await say(company, repository, words)
  await world.workOff()
  expect(repliesIn(world, repository)).toEqual([words])
  return { company, problemId, id }
}

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
    const { company } = await companyThatSaid(repository, 'One.')
    world.github.failNext('PATCH', editsIn(repository), refused)
    await say(company, repository, 'Two.')
    await world.workOff()
    expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'BLOCKED' }))
    for (let waited = 0; waited < 3; waited++) await world.pass(11 * minute)
    expect(repliesIn(world, repository)).toEqual(['Two.'])
    expect(creations(repository)).toBe(1)
    expect(await outboxOf(company)).toEqual([])
  },
)

test('an edit that a locked issue refused waits for retryWrite, which edits the comment', async () => {
  const { company } = await companyThatSaid('locked/retried', 'One.')
  world.github.failNext('PATCH', editsIn('locked/retried'), refusal(403, 'Unable to edit: issue is locked'))
  await say(company, 'locked/retried', 'Two.')
  await world.pass(hour)
  const [item, ...others] = await outboxOf(company)
  expect(item).toMatchObject({ ...waits, state: 'BLOCKED', why: expect.stringContaining('issue is locked') })
  expect(others).toEqual([])
  await company.mutate('retryWrite', { id: item.id })
  await world.workOff()
  expect(repliesIn(world, 'locked/retried')).toEqual(['Two.'])
  expect(creations('locked/retried')).toBe(1)
})

test('an edit that a locked issue refused is made with the next words, in the same comment', async () => {
  const { company } = await companyThatSaid('locked/reworded', 'One.')
  world.github.failNext('PATCH', editsIn('locked/reworded'), refusal(403, 'Unable to edit: issue is locked'))
  await say(company, 'locked/reworded', 'Two.')
  await world.workOff()
  await say(company, 'locked/reworded', 'Three.')
  await world.workOff()
  expect(repliesIn(world, 'locked/reworded')).toEqual(['Three.'])
  expect(creations('locked/reworded')).toBe(1)
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
  const { company } = await companyThatSaid('due/archived', 'One.')
  await world.github.archive('due/archived')
  await world.workOff()
  await say(company, 'due/archived', 'Two.')
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
  const { company } = await companyThatSaid('due/disabled', 'One.')
  world.github.disableIssues('due/disabled')
  await say(company, 'due/disabled', 'Two.')
  await world.workOff()
  expect(writes(world, 'due/disabled', 'PATCH')).toEqual([])
  world.github.enableIssues('due/disabled')
  await world.pass(11 * minute)
  expect(repliesIn(world, 'due/disabled')).toEqual(['Two.'])
})

test('many edits that wait for one repository hold up no comment elsewhere', async () => {
  const { company, id } = await companyThatSaid('due/many', 'One.')
  await world.github.archive('due/many')
  await world.workOff()
  await say(company, 'due/many', 'Two.')
  const { outgoingComment } = world.deps.database.prisma
  const waiting = await commentOf(company, id)
  await outgoingComment.createMany({
    data: Array.from({ length: 501 }, (_, at) => ({
      ...{ ...waiting, id: world.deps.ids.next(), key: `many:${at}` },
    })),
  })
  const other = await companyThatSaid('due/other', 'One.')
  await outgoingComment.updateMany({
    where: { organizationId: other.company.viewer.organizationId },
    // As if its job had died.
    data: { body: 'Two.', dueAt: world.clock.now() },
  })
  await world.pass(minute)
  expect(repliesIn(world, 'due/other')).toEqual(['Two.'])
  await outgoingComment.deleteMany({ where: { key: { startsWith: 'many:' } } })
})

/** The answer to our comment is lost, and with it the comment. */
async function companyWithLostComment(repository: string, fault: Fault['kind'] = 'reset_before_commit') {
  const { company, problemId } = await companyWithTicket(world, repository)
  world.github.failNext('POST', commentsOf(repository), { kind: fault } as Fault)
  const id = await say(company, repository, 'One.')
  await world.workOff()
  expect(await commentOf(company, id)).toMatchObject({ state: 'UNKNOWN', githubId: null })
  return { company, problemId, id }
}

test('a 404 while a lost comment is looked for proves nothing: it is written all the same', async () => {
  const { company } = await companyWithLostComment('lookup/flawed')
  world.github.failNext('GET', commentsOf('lookup/flawed'), refusal(404, 'Not Found'))
  await waitLong(world, 2)
  expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'UNCERTAIN' }))
  await waitLong(world, 4)
  expect(repliesIn(world, 'lookup/flawed')).toEqual(['One.'])
  expect(await outboxOf(company)).toEqual([])
})

test('a lost comment whose repository is hidden from us is looked for once we see it again', async () => {
  const { company } = await companyWithLostComment('lookup/hidden', 'lost_after_commit')
  world.github.failNext('GET', /^\/repos\/lookup\/hidden/, refusal(404, 'Not Found'), 1_000)
  await waitLong(world, 4)
  expect(await outboxOf(company)).toContainEqual(expect.objectContaining({ ...waits, state: 'BLOCKED' }))
  await useUp('lookup/hidden')
  await waitLong(world, 4)
  expect(repliesIn(world, 'lookup/hidden')).toEqual(['One.'])
  expect(creations('lookup/hidden')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

/** Meets all planned faults of a repository, so that none is left. */
async function useUp(repository: string): Promise<void> {
  const path = `${world.github.url}/repos/${repository}`
  const headers = { authorization: `Bearer ${world.github.token}` }
  while ((await fetch(path, { headers })).status === 404);
}

test('a lost comment whose issue was deleted is given up', async () => {
  const { company, id } = await companyWithLostComment('lookup/deleted')
  await world.github.deleteIssueAs('lookup/deleted', 1, 'ines')
  await waitLong(world, 6)
  expect(await commentOf(company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  expect(creations('lookup/deleted')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a comment that people deleted stays deleted, and one 404 is no proof that they did', async () => {
  const { company, id } = await companyThatSaid('edit/deleted', 'One.')
  world.github.failNext('PATCH', editsIn('edit/deleted'), refusal(404, 'Not Found'))
  await say(company, 'edit/deleted', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'edit/deleted')).toEqual(['Two.'])
  const { githubId } = await commentOf(company, id)
  await world.github.deleteCommentAs('edit/deleted', Number(githubId), 'ines')
  for (const words of ['Three.', 'Four.']) {
    await say(company, 'edit/deleted', words)
    await waitLong(world, 2)
    expect(await commentOf(company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  }
  expect(repliesIn(world, 'edit/deleted')).toEqual([])
  expect(creations('edit/deleted')).toBe(1)
})

test('a lost comment is never written below an issue that was unlinked meanwhile', async () => {
  const { company, problemId } = await companyWithLostComment('left/lost')
  await company.mutate('unlinkTicket', { problemId })
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/lost')).toEqual([])
  expect(creations('left/lost')).toBe(1)
  await say(company, 'left/lost', 'Two.')
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/lost')).toEqual([])
  expect(creations('left/lost')).toBe(1)
  expect(await outboxOf(company)).toEqual([])
})

test('a lost comment of a problem is not written below an issue that is another problem’s now', async () => {
  const { company, problemId } = await companyWithLostComment('left/taken')
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
  const { company, problemId } = await companyThatSaid('left/again', 'One.')
  await company.mutate('unlinkTicket', { problemId })
  await say(company, 'left/again', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'left/again')).toEqual(['One.'])
  await company.mutate('relinkTicket', { problemId, issue: 'left/again#1' })
  await say(company, 'left/again', 'Three.')
  await world.workOff()
  expect(repliesIn(world, 'left/again')).toEqual(['Three.'])
  expect(creations('left/again')).toBe(1)
})

test('a lost comment below an issue that is linked again is looked for before it is written', async () => {
  const { company, problemId } = await companyWithLostComment('left/found', 'lost_after_commit')
  await company.mutate('unlinkTicket', { problemId })
  await company.mutate('relinkTicket', { problemId, issue: 'left/found#1' })
  await say(company, 'left/found', 'Two.')
  await waitLong(world, 3)
  expect(repliesIn(world, 'left/found')).toEqual(['Two.'])
  expect(creations('left/found')).toBe(1)
})

test('what was said below an issue that was left is said anew below the one that is linked instead', async () => {
  const { company, problemId } = await companyThatSaid('left/other', 'One.')
  await world.github.openAs('left/other', 'ines', { title: 'Clock drift', body: 'x' })
  await company.mutate('relinkTicket', { problemId, issue: 'left/other#2' })
  await say(company, 'left/other', 'One.', { issueNumber: 2 })
  await world.workOff()
  expect(repliesIn(world, 'left/other', 1)).toEqual(['One.'])
  expect(repliesIn(world, 'left/other', 2)).toEqual(['One.'])
})

test('an issue that is unlinked while our comment is on its way gets no other one', async () => {
  const { company, problemId } = await companyWithTicket(world, 'left/flying')
  const id = await say(company, 'left/flying', 'One.')
  await runStepwise(company, id, async (step) => {
    if (step === 'addComment answered') await company.mutate('unlinkTicket', { problemId })
  })
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/flying')).toEqual(['One.'])
  expect(await commentOf(company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  await company.mutate('relinkTicket', { problemId, issue: 'left/flying#1' })
  await say(company, 'left/flying', 'Two.')
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/flying')).toEqual(['Two.'])
})

test.each([
  { step: 'readRepository', repository: 'left/before', below: [] },
  { step: 'addComment', repository: 'left/during', below: ['One.'] },
  { step: 'addComment answered', repository: 'left/after', below: ['One.'] },
])(
  'a comment whose ticket goes to another issue at $step is written and edited there',
  async ({ step: moment, repository, below }) => {
    const { company, problemId } = await companyWithTicket(world, repository)
    await world.github.openAs(repository, 'ines', { title: 'Clock drift', body: 'x' })
    await world.workOff()
    const id = await say(company, repository, 'One.')
    const elsewhere = { issueNumber: 2 }
    await runStepwise(company, id, async (step) => {
      if (step !== moment) return
      await company.mutate('relinkTicket', { problemId, issue: `${repository}#2` })
      await say(company, repository, 'Two.', elsewhere)
    })
    await waitLong(world, 6)
    expect(repliesIn(world, repository, 2)).toEqual(['Two.'])
    await say(company, repository, 'Three.', elsewhere)
    await world.workOff()
    expect(repliesIn(world, repository, 2)).toEqual(['Three.'])
    expect(repliesIn(world, repository, 1)).toEqual(below)
  },
)

/**
 * Writes a comment with `meanwhile` before each use of the database, and before and after each request to GitHub.
 * @returns how many such moments there were
 */
async function runStepwise(
  { viewer }: Tenant,
  id: string,
  meanwhile: (step: string, at: number) => Promise<void>,
): Promise<number> {
  let at = 0
  const { github, database } = world.deps
  if (github === null) throw new Error('GitHub is off')
  const stepping = (work: (...given: unknown[]) => unknown, name: string, isRequest: boolean) =>
    async function (this: unknown, ...given: unknown[]) {
      await meanwhile(name, at++)
      const answer = await work(...given)
      if (isRequest) await meanwhile(`${name} answered`, at++)
      return answer
    }
  const spied = <Whole extends object>(whole: Whole, isRequest: boolean, depth: number): Whole =>
    new Proxy(whole, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value === 'function')
          return name === 'listIssueComments'
            ? value.bind(target)
            : stepping(value.bind(target), String(name), isRequest)
        return depth > 0 && typeof value === 'object' && value !== null
          ? spied(value, isRequest, depth - 1)
          : value
      },
    })
  const deps: Deps = {
    ...world.deps,
    github: spied(github, true, 0),
    database: { ...database, prisma: spied(database.prisma, false, 1) },
  }
  await writeComment(deps, viewer.organizationId, id)
  return at
}

test('words that come at whatever moment of an edit are written', async () => {
  const { company, id } = await companyThatSaid('moments/edit', 'One.')
  let moments = 1
  for (let moment = 0; moment < moments; moment++) {
    await say(company, 'moments/edit', `Before ${moment}.`)
    moments = await runStepwise(company, id, async (_, at) => {
      if (at === moment) await say(company, 'moments/edit', `During ${moment}.`)
    })
    await world.workOff()
    expect(repliesIn(world, 'moments/edit')).toEqual([`During ${moment}.`])
    expect(await commentOf(company, id)).toMatchObject({ state: 'SENT', dueAt: null })
  }
  expect(moments).toBeGreaterThan(10)
})

test('words that are put back while an edit is lost are written', async () => {
  const { company } = await companyThatSaid('moments/back', 'One.')
  world.github.failNext('PATCH', editsIn('moments/back'), { kind: 'lost_after_commit' })
  await say(company, 'moments/back', 'Two.')
  await world.workOff()
  expect(repliesIn(world, 'moments/back')).toEqual(['Two.'])
  await say(company, 'moments/back', 'One.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'moments/back')).toEqual(['One.'])
})

test('other words that come while a comment is looked for are written into it', async () => {
  const { company } = await companyWithLostComment('moments/lookup', 'lost_after_commit')
  await say(company, 'moments/lookup', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'moments/lookup')).toEqual(['Two.'])
  expect(creations('moments/lookup')).toBe(1)
})

/** Every other moment: each takes a second. */
const stride = 2

test('a process that dies at whatever moment leaves one comment, with the newest words', async () => {
  const { company } = await companyWithTicket(world, 'moments/death')
  let moments = 1
  for (let moment = 0; moment < moments; moment += stride) {
    const { value } = await world.github.openAs('moments/death', 'ines', { title: `Death ${moment}` })
    const where = { issueNumber: value.number, key: `death:${moment}` }
    const replies = () => repliesIn(world, 'moments/death', value.number)
    const id = await say(company, 'moments/death', 'One.', where)
    moments = await dieAt(company, id, moment)
    await say(company, 'moments/death', 'Two.', where)
    await waitLong(world, 4)
    expect(replies(), `died at ${moment}`).toEqual(['Two.'])
    await say(company, 'moments/death', 'Three.', where)
    await dieAt(company, id, moment)
    await waitLong(world, 1)
    expect(replies(), `died at ${moment}`).toEqual(['Three.'])
    expect(await outboxOf(company)).toEqual([])
  }
  expect(moments).toBeGreaterThan(10)
}, 120_000)

/** Nothing is done from that moment on. @returns how many moments there would have been, as far as known */
async function dieAt(company: Tenant, id: string, moment: number): Promise<number> {
  try {
    return await runStepwise(company, id, async (_, at) => {
      if (at >= moment) throw new Error('killed')
    })
  } catch {
    return moment + 1 + stride
  }
}
