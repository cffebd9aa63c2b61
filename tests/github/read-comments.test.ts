import { expect, test } from 'vitest'
import type { CommentPage, Pages } from '../../src/github/github.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { SetClock } from '../support/set-clock.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'

/** Two issues, and so many comments by turns, each a minute after the one before. */
async function worldWithComments(count: number) {
  const clock = new SetClock('2026-03-02T10:00:00Z')
  const github = await startContractedGitHub({ clock })
  github.addRepository(ovens)
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  await github.openPullAs(ovens, 'ada', { title: 'Mend the clock', body: '' })
  const ids: number[] = []
  for (let index = 0; index < count; index++) {
    clock.forward(60_000)
    const { value } = await github.commentAs(ovens, (index % 2) + 1, 'grace', `Comment ${index}`)
    ids.push(value.id)
  }
  return { github, clock, ids, ...connectGitHub(github) }
}

async function allOf(pages: Pages<CommentPage>) {
  const seen = []
  for await (const page of pages) seen.push(page)
  return seen
}

async function bodiesOf(pages: Pages<CommentPage>): Promise<string[]> {
  const seen = await allOf(pages)
  return seen.flatMap((page) => (page.outcome === 'ok' ? page.value.comments.map(({ body }) => body) : []))
}

test('the comments of an issue come oldest first, with their issue and author', async () => {
  const { client } = await worldWithComments(3)
  expect(await allOf(client.listIssueComments(ovens, 1))).toEqual([
    {
      outcome: 'ok',
      value: {
        page: 1,
        last: true,
        comments: [
          expect.objectContaining({ body: 'Comment 0', issueNumber: 1, author: 'grace' }),
          expect.objectContaining({ body: 'Comment 2', issueNumber: 1 }),
        ],
      },
    },
  ])
})

test('the comments of a repository come by the time of their change, page by page', async () => {
  const { github, clock, ids, client } = await worldWithComments(102)
  clock.forward(60_000)
  await github.editCommentAs(ovens, ids[0] ?? 0, 'grace', 'Comment 0, edited')
  const seen = await allOf(client.listRepositoryComments(ovens))
  expect(seen.map((page) => page.outcome === 'ok' && page.value.last)).toEqual([false, true])
  const bodies = await bodiesOf(client.listRepositoryComments(ovens))
  expect(bodies).toHaveLength(102)
  expect(bodies[0]).toBe('Comment 1')
  expect(bodies.at(-1)).toBe('Comment 0, edited')
})

test('comments are narrowed to those that changed since', async () => {
  const { client } = await worldWithComments(4)
  const since = new Date('2026-03-02T10:02:00Z')
  expect(await bodiesOf(client.listRepositoryComments(ovens, { since }))).toEqual([
    'Comment 1',
    'Comment 2',
    'Comment 3',
  ])
  expect(await bodiesOf(client.listIssueComments(ovens, 1, { since }))).toEqual(['Comment 2'])
})

test('comments of an issue that is not there are missing, and a page that fails ends the listing', async () => {
  const { github, client } = await worldWithComments(101)
  expect(await allOf(client.listIssueComments(ovens, 9))).toMatchObject([{ outcome: 'missing' }])
  github.failNext('GET', /\/comments$/, { kind: 'html' })
  expect(await allOf(client.listRepositoryComments(ovens))).toMatchObject([{ outcome: 'unavailable' }])
})
