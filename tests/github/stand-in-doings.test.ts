import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { receiveWebhooks, told } from '../support/receive-webhooks.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const kettles = 'acme/kettles'

async function world() {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  github.addRepository(kettles)
  return { github, ...(await receiveWebhooks(github)), ...connectGitHub(github) }
}

async function worldWithIssue() {
  const all = await world()
  await all.github.openAs(ovens, 'ada', { title: 'Clock', body: 'It blinks.' })
  all.received.length = 0
  return all
}

test('a deleted issue is told, and is gone for good', async () => {
  const { github, client, received } = await worldWithIssue()
  await github.deleteIssueAs(ovens, 1, 'ada')
  expect(told(received)).toEqual(['issues.deleted'])
  expect(await client.readIssue(ovens, 1)).toEqual({ outcome: 'missing', message: 'This issue was deleted' })
  expect(await client.updateIssue(ovens, 1, { body: '' })).toMatchObject({ reason: 'not_found' })
  await github.openAs(ovens, 'ada', { title: 'Door' })
  expect(github.issues(ovens).map(({ number }) => number)).toEqual([2])
})

test('a transferred issue has a new id and number, and its old one leads there', async () => {
  const { github, client, received } = await worldWithIssue()
  await github.openAs(kettles, 'ada', { title: 'Lid' })
  const { value: comment } = await github.commentAs(ovens, 1, 'grace', 'Me too.')
  received.length = 0
  const old = github.issue(ovens, 1)
  const { value: moved } = await github.transferIssueAs(ovens, 1, 'ada', kettles)
  expect(moved).toMatchObject({ number: 2, title: 'Clock', comments: [{ body: 'Me too.' }] })
  expect(moved.id).not.toBe(old.id)

  expect(told(received)).toEqual(['issues.transferred', 'issues.opened'])
  expect(received[0]?.payload).toMatchObject({
    repository: { full_name: ovens },
    issue: { number: 1 },
    changes: { new_issue: { number: 2, id: moved.id }, new_repository: { full_name: kettles } },
  })
  expect(await client.readIssue(ovens, 1)).toMatchObject({
    outcome: 'ok',
    value: { repository: kettles, number: 2, id: String(moved.id) },
  })
  expect((await client.updateIssue(ovens, 1, { body: '' })).outcome).toBe('ambiguous')
  expect((await client.readComment(ovens, String(comment.id))).outcome).toBe('missing')
})

test('a locked issue takes comments of those who may write, and of nobody else', async () => {
  const { github, client, received } = await worldWithIssue()
  await github.lockAs(ovens, 1, 'ada')
  expect(await client.readIssue(ovens, 1)).toMatchObject({ value: { locked: true } })
  expect((await client.addComment(ovens, 1, 'News')).outcome).toBe('created')
  github.setPermission(ovens, github.login, 'triage')
  expect(await client.addComment(ovens, 1, 'News')).toEqual({
    outcome: 'refused',
    reason: 'forbidden',
    message: 'Unable to create comment because issue is locked.',
  })
  await expect(github.commentAs(ovens, 1, 'ada', 'Why?')).rejects.toThrow('is locked')
  await github.unlockAs(ovens, 1, 'ada')
  await github.commentAs(ovens, 1, 'ada', 'Thanks.')
  expect(told(received)).toEqual([
    'issues.locked',
    'issue_comment.created',
    'issues.unlocked',
    'issue_comment.created',
  ])
})

test('a label that is set or taken away is told by name, and only where something changed', async () => {
  const { github, client, received } = await worldWithIssue()
  await github.labelAs(ovens, 1, 'ada', 'setup-pitfall')
  expect((await github.labelAs(ovens, 1, 'ada', 'Setup-Pitfall')).delivery).toBeUndefined()
  expect(await client.readIssue(ovens, 1)).toMatchObject({ value: { labels: ['setup-pitfall'] } })
  await github.unlabelAs(ovens, 1, 'grace', 'setup-pitfall')
  expect(told(received)).toEqual(['issues.labeled', 'issues.unlabeled'])
  expect(received[0]?.payload).toMatchObject({ label: { name: 'setup-pitfall' }, sender: { login: 'ada' } })
  expect(github.issue(ovens, 1).labels).toEqual([])
})

test('labels that our client replaces are told one by one, and left out without write access', async () => {
  const { github, client, received } = await worldWithIssue()
  await client.updateIssue(ovens, 1, { labels: ['bothways', 'clock'] })
  await client.updateIssue(ovens, 1, { labels: ['clock'] })
  await github.deliveriesSettled()
  expect(told(received).sort()).toEqual(['issues.labeled', 'issues.labeled', 'issues.unlabeled'])
  await github.openAs(ovens, github.login, { title: 'Ours' })
  github.setPermission(ovens, github.login, 'read')
  expect(await client.updateIssue(ovens, 2, { labels: ['clock'] })).toMatchObject({
    outcome: 'updated',
    labels: [],
    droppedLabels: ['clock'],
  })
})

test.each<[string, (github: Awaited<ReturnType<typeof world>>['github']) => Promise<unknown>, object]>([
  [
    'renamed',
    (github) => github.renameRepository(ovens, 'acme/cookers'),
    { repository: { full_name: 'acme/cookers' }, changes: { repository: { name: { from: 'ovens' } } } },
  ],
  [
    'transferred',
    (github) => github.transferRepository(ovens, 'umbrella/ovens'),
    {
      repository: { full_name: 'umbrella/ovens' },
      changes: { owner: { from: { user: { login: 'acme' } } } },
    },
  ],
  ['archived', (github) => github.archive(ovens), { repository: { archived: true } }],
  ['unarchived', (github) => github.unarchive(ovens), { repository: { archived: false } }],
  ['publicized', (github) => github.publicize(ovens), { repository: { private: false } }],
  ['privatized', (github) => github.privatize(ovens), { repository: { private: true } }],
  ['deleted', (github) => github.deleteRepository(ovens), { repository: { full_name: ovens } }],
])('a repository that was %s is told', async (action, happen, payload) => {
  const { github, received } = await world()
  await happen(github)
  expect(told(received)).toEqual([`repository.${action}`])
  expect(received[0]?.payload).toMatchObject({ ...payload, sender: { login: 'acme' } })
})

test("an organization's repository that was transferred names the organization", async () => {
  const { github, received } = await world()
  github.setIssueTypes(ovens, ['Bug'])
  await github.transferRepository(ovens, 'umbrella/ovens')
  expect(received[0]?.payload).toMatchObject({
    changes: { owner: { from: { organization: { login: 'acme' } } } },
  })
})

test('a repository that moved twice, or was taken the name of, is found where it is', async () => {
  const { github, client } = await world()
  await github.renameRepository(ovens, 'acme/cookers')
  await github.transferRepository('acme/cookers', 'umbrella/cookers')
  for (const name of [ovens, 'acme/cookers', 'umbrella/cookers']) {
    expect(await client.readRepository(name)).toMatchObject({ value: { fullName: 'umbrella/cookers' } })
  }
  const { id } = github.addRepository(ovens)
  expect(await client.readRepository(ovens)).toMatchObject({ value: { fullName: ovens, id: String(id) } })
})

test('a listing of a renamed repository keeps its filter and its pages', async () => {
  const { github, client } = await worldWithIssue()
  await github.closeAs(ovens, 1, 'ada', 'completed')
  await github.renameRepository(ovens, 'acme/cookers')
  for await (const page of client.listIssues(ovens, { creator: 'ada' })) {
    expect(page).toMatchObject({ outcome: 'ok', value: { last: true, issues: [{ number: 1 }] } })
  }
})

test('a deleted repository is missing, and one that hides itself is too', async () => {
  const { github, client } = await world()
  await github.deleteRepository(ovens)
  expect((await client.readRepository(ovens)).outcome).toBe('missing')
  github.setPermission(kettles, github.login, 'none')
  expect((await client.readRepository(kettles)).outcome).toBe('missing')
  const refused = await client.createIssue(kettles, { title: 'Lid', body: '', labels: [] })
  expect(refused).toMatchObject({ outcome: 'refused', reason: 'not_found' })
  await github.publicize(kettles)
  expect((await client.readRepository(kettles)).outcome).toBe('ok')
})

test('issues that are switched off refuse reads and writes, tell no webhook, and come back', async () => {
  const { github, client, received } = await worldWithIssue()
  github.disableIssues(ovens)
  expect(await client.readIssue(ovens, 1)).toMatchObject({ outcome: 'refused', reason: 'issues_disabled' })
  expect(await client.readRepository(ovens)).toMatchObject({ value: { hasIssues: false } })
  github.enableIssues(ovens)
  expect((await client.readIssue(ovens, 1)).outcome).toBe('ok')
  expect(received).toEqual([])
})

test('pull requests share the numbers of issues, and are no issues', async () => {
  const { github, client, received } = await worldWithIssue()
  const { value: pull } = await github.openPullAs(ovens, 'ada', { title: 'Fix the clock', body: 'Fixes #1' })
  expect(pull.number).toBe(2)
  await github.openAs(ovens, 'ada', { title: 'Door' })
  expect(told(received)).toEqual(['pull_request.opened', 'issues.opened'])
  expect(github.issues(ovens).map(({ number }) => number)).toEqual([1, 3])
  const listing = await fetch(`${github.url}/repos/${ovens}/issues`, {
    headers: { authorization: `Bearer ${github.token}` },
  })
  expect(await listing.json()).toMatchObject([
    { number: 3 },
    { number: 2, pull_request: { merged_at: null } },
    { number: 1 },
  ])
  for await (const page of client.listIssues(ovens, {})) {
    expect(page).toMatchObject({ value: { issues: [{ number: 3 }, { number: 1 }] } })
  }
})

test('a merged pull request closes the issues that it says it closes, as completed', async () => {
  const { github, received } = await worldWithIssue()
  await github.openAs(ovens, 'ada', { title: 'Door' })
  await github.openAs(ovens, 'ada', { title: 'Light' })
  const body = 'Fixes #1, resolves acme/ovens#2; see #3. Closes acme/kettles#1.'
  await github.openPullAs(ovens, 'ada', { title: 'Fix', body })
  received.length = 0
  await github.mergePullAs(ovens, 4, 'grace')
  expect(told(received)).toEqual(['pull_request.closed', 'issues.closed', 'issues.closed'])
  expect(received[0]?.payload).toMatchObject({
    pull_request: { merged: true, merged_by: { login: 'grace' } },
  })
  expect(received[1]?.payload).toMatchObject({ issue: { state_reason: 'completed' } })
  expect(github.issues(ovens).map(({ state }) => state)).toEqual(['closed', 'closed', 'open'])
})

test('a pull request into another branch, or one that is not merged, closes no issue', async () => {
  const { github, client, received } = await worldWithIssue()
  await github.openPullAs(ovens, 'ada', { title: 'Fix', body: 'Fixes #1', base: 'release-2' })
  await github.openPullAs(ovens, 'ada', { title: 'Fix', body: 'Fixes #1' })
  received.length = 0
  await github.mergePullAs(ovens, 2, 'ada')
  await github.closePullAs(ovens, 3, 'ada')
  expect(told(received)).toEqual(['pull_request.closed', 'pull_request.closed'])
  expect(github.issue(ovens, 1).state).toBe('open')
  expect(await client.readPull(ovens, 3)).toMatchObject({ value: { merged: false, mergedAt: null } })
  await github.openPullAs(ovens, 'ada', { title: 'Fix', body: 'Fixes #1', base: 'release-2' })
  await github.mergePullAs(ovens, 4, 'ada', { closes: true })
  expect(github.issue(ovens, 1).state).toBe('closed')
})

test('a published release and a push are told', async () => {
  const { github, received } = await world()
  await github.publishReleaseAs(ovens, 'ada', { tag: 'v2.4.0', name: 'Clock' })
  const first = await github.writeFiles(ovens, { 'guidance/clock.md': '# Clock' })
  const second = await github.writeFiles(ovens, { 'guidance/clock.md': '# The clock' }, 'Reword')
  const third = await github.forcePush(ovens, { 'guidance/clock.md': null })
  expect(told(received)).toEqual(['release.published', 'push', 'push', 'push'])
  const pushes = received.slice(1).map(({ payload }) => payload)
  expect(pushes).toMatchObject([
    { created: true, forced: false, after: first.value.sha },
    { before: first.value.sha, head_commit: { message: 'Reword', tree_id: second.value.tree } },
    { before: second.value.sha, after: third.value.sha, forced: true, ref: 'refs/heads/main' },
  ])
  expect(third.value.parent).toBe(first.value.sha)
})
