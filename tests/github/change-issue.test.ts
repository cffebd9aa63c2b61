import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'

async function worldWithIssue() {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  await github.openAs(ovens, github.login, { title: 'Clock', body: 'First', labels: ['bothways'] })
  return { github, ...connectGitHub(github) }
}

test('only the given fields of an issue are changed', async () => {
  const { github, client } = await worldWithIssue()
  const updated = await client.updateIssue(ovens, 1, { body: 'Second' })
  expect(updated).toMatchObject({ outcome: 'updated', title: 'Clock', body: 'Second', labels: ['bothways'] })
  expect(github.requests.at(-1)?.body).toEqual({ body: 'Second' })
})

test.each(['completed', 'not_planned', 'duplicate'] as const)(
  'an issue is closed as %s and reopened',
  async (stateReason) => {
    const { github, client } = await worldWithIssue()
    const closed = await client.updateIssue(ovens, 1, { state: 'closed', stateReason })
    expect(closed).toMatchObject({ outcome: 'updated', state: 'closed', stateReason, closedBy: github.login })
    const reopened = await client.updateIssue(ovens, 1, { state: 'open' })
    expect(reopened).toMatchObject({
      outcome: 'updated',
      state: 'open',
      stateReason: 'reopened',
      closedAt: null,
    })
  },
)

test('labels of an issue are replaced', async () => {
  const { client } = await worldWithIssue()
  const updated = await client.updateIssue(ovens, 1, { labels: ['Setup-Pitfall'] })
  expect(updated).toMatchObject({ outcome: 'updated', labels: ['Setup-Pitfall'], droppedLabels: [] })
})

test('a change whose answer is lost is ambiguous', async () => {
  const { github, client } = await worldWithIssue()
  github.failNext('PATCH', /\/issues\/1$/, { kind: 'lost_after_commit' })
  expect((await client.updateIssue(ovens, 1, { body: 'Second' })).outcome).toBe('ambiguous')
  expect(github.issue(ovens, 1).body).toBe('Second')
})

test('changing an issue that is not there, or that was deleted, is refused as not found', async () => {
  const { github, client } = await worldWithIssue()
  expect(await client.updateIssue(ovens, 9, { body: '' })).toMatchObject({
    outcome: 'refused',
    reason: 'not_found',
  })
  github.failNext('PATCH', /\/issues\/1$/, { kind: 'status', status: 410, message: 'This issue was deleted' })
  expect(await client.updateIssue(ovens, 1, { body: '' })).toMatchObject({
    outcome: 'refused',
    reason: 'not_found',
  })
})

test('a comment is added, changed and read again', async () => {
  const { github, client } = await worldWithIssue()
  const added = await client.addComment(ovens, 1, 'It came back in 2.4.')
  expect(added).toMatchObject({
    outcome: 'created',
    issueNumber: 1,
    body: 'It came back in 2.4.',
    author: github.login,
  })
  if (added.outcome !== 'created') throw new Error('not created')
  expect(added.url).toBe(`${github.url}/acme/ovens/issues/1#issuecomment-${added.id}`)

  const updated = await client.updateComment(ovens, added.id, 'It came back in 2.4.1.')
  expect(updated).toMatchObject({ outcome: 'updated', id: added.id, body: 'It came back in 2.4.1.' })
  expect(await client.readComment(ovens, added.id)).toMatchObject({
    outcome: 'ok',
    value: { body: 'It came back in 2.4.1.' },
  })
})

test('a comment whose answer is lost is ambiguous, and one on a missing issue refused', async () => {
  const { github, client } = await worldWithIssue()
  github.failNext('POST', /\/comments$/, { kind: 'lost_after_commit' })
  expect((await client.addComment(ovens, 1, 'News')).outcome).toBe('ambiguous')
  expect(github.issue(ovens, 1).comments).toHaveLength(1)
  expect(await client.addComment(ovens, 9, 'News')).toMatchObject({ outcome: 'refused', reason: 'not_found' })
})
