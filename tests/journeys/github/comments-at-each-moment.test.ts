import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '../../../src/platform/deps.ts'
import { writeComment } from '../../../src/repositories/write-comment.ts'
import { repliesIn } from '../../guidance/github-company.ts'
import {
  commentOf,
  companyThatSaid,
  companyWithLostComment,
  creations,
  editsIn,
  say,
} from '../../support/comment-stories.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import { companyWithTicket, outboxOf, waitLong } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('an issue that is unlinked while our comment is on its way gets no other one', async () => {
  const { company, problemId } = await companyWithTicket(world, 'left/flying')
  const id = await say(world, company, 'left/flying', 'One.')
  await runStepwise(company, id, async (step) => {
    if (step === 'addComment answered') await company.mutate('unlinkTicket', { problemId })
  })
  await waitLong(world, 6)
  expect(repliesIn(world, 'left/flying')).toEqual(['One.'])
  expect(await commentOf(world, company, id)).toMatchObject({ state: 'DROPPED', dueAt: null })
  await company.mutate('relinkTicket', { problemId, issue: 'left/flying#1' })
  await say(world, company, 'left/flying', 'Two.')
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
    const id = await say(world, company, repository, 'One.')
    const elsewhere = { issueNumber: 2 }
    await runStepwise(company, id, async (step) => {
      if (step !== moment) return
      await company.mutate('relinkTicket', { problemId, issue: `${repository}#2` })
      await say(world, company, repository, 'Two.', elsewhere)
    })
    await waitLong(world, 6)
    expect(repliesIn(world, repository, 2)).toEqual(['Two.'])
    await say(world, company, repository, 'Three.', elsewhere)
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
  const { company, id } = await companyThatSaid(world, 'moments/edit', 'One.')
  let moments = 1
  for (let moment = 0; moment < moments; moment++) {
    await say(world, company, 'moments/edit', `Before ${moment}.`)
    moments = await runStepwise(company, id, async (_, at) => {
      if (at === moment) await say(world, company, 'moments/edit', `During ${moment}.`)
    })
    await world.workOff()
    expect(repliesIn(world, 'moments/edit')).toEqual([`During ${moment}.`])
    expect(await commentOf(world, company, id)).toMatchObject({ state: 'SENT', dueAt: null })
  }
  expect(moments).toBeGreaterThan(10)
})

test('words that are put back while an edit is lost are written', async () => {
  const { company } = await companyThatSaid(world, 'moments/back', 'One.')
  world.github.failNext('PATCH', editsIn('moments/back'), { kind: 'lost_after_commit' })
  await say(world, company, 'moments/back', 'Two.')
  await world.workOff()
  expect(repliesIn(world, 'moments/back')).toEqual(['Two.'])
  await say(world, company, 'moments/back', 'One.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'moments/back')).toEqual(['One.'])
})

test('other words that come while a comment is looked for are written into it', async () => {
  const { company } = await companyWithLostComment(world, 'moments/lookup', 'lost_after_commit')
  await say(world, company, 'moments/lookup', 'Two.')
  await waitLong(world, 2)
  expect(repliesIn(world, 'moments/lookup')).toEqual(['Two.'])
  expect(creations(world, 'moments/lookup')).toBe(1)
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
    const id = await say(world, company, 'moments/death', 'One.', where)
    moments = await dieAt(company, id, moment)
    await say(world, company, 'moments/death', 'Two.', where)
    await waitLong(world, 4)
    expect(replies(), `died at ${moment}`).toEqual(['Two.'])
    await say(world, company, 'moments/death', 'Three.', where)
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
