import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'

const ovens = 'acme/ovens'
const now = new Date('2026-03-02T10:00:00Z')
const issue = { title: 'Clock', body: '', labels: ['bothways'], type: 'Bug' }

/** A client of a GitHub that answers everything with this. */
function clientOf(body: unknown, status = 200, apiUrl = 'https://ghe.example/api/v3') {
  const fetch = async () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  return connectGitHub({ url: apiUrl, token: 'a token' }, {}, { fetch, clock: { now: () => now } }).client
}

test('an issue is created if the status is 201 and the answer has an id and a number', async () => {
  expect(await clientOf({ id: 7, number: 3 }, 201).createIssue(ovens, issue)).toEqual({
    outcome: 'created',
    id: '7',
    nodeId: '',
    number: 3,
    url: 'https://ghe.example/acme/ovens/issues/3',
    repository: ovens,
    title: '',
    body: '',
    state: 'open',
    stateReason: null,
    labels: [],
    type: null,
    author: null,
    closedBy: null,
    locked: false,
    isPull: false,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    droppedLabels: ['bothways'],
    droppedType: true,
  })
})

test.each([
  ['no number', { id: 7 }],
  ['no id', { number: 3 }],
  ['an id that is no number', { id: 'seven', number: 3 }],
  ['a list', [{ id: 7, number: 3 }]],
])('an answer with %s is no creation', async (_, body) => {
  expect((await clientOf(body, 201).createIssue(ovens, issue)).outcome).toBe('ambiguous')
})

test.each([200, 202, 203])('the status %i is no creation, however whole the issue', async (status) => {
  expect(
    (await clientOf({ id: 7, number: 3, state: 'open' }, status).createIssue(ovens, issue)).outcome,
  ).toBe('ambiguous')
})

test('an issue that is read has to say its state, and nothing else beside id and number', async () => {
  expect((await clientOf({ id: 7, number: 3 }).readIssue(ovens, 3)).outcome).toBe('unavailable')
  expect(await clientOf({ id: 7, number: 3, state: 'closed' }).readIssue(ovens, 3)).toMatchObject({
    outcome: 'ok',
    value: { state: 'closed', url: 'https://ghe.example/acme/ovens/issues/3', repository: ovens },
  })
})

test('fields that GitHub fills in another way do not make an issue unreadable', async () => {
  const odd = {
    id: 7,
    number: 3,
    state: 'closed',
    state_reason: 'superseded',
    html_url: 'javascript:alert(1)',
    labels: ['clock', { name: 'door' }, { name: null }],
    user: null,
    type: 'Bug',
    created_at: 'yesterday',
    updated_at: '2026-03-01T10:00:00+02:00',
  }
  expect(await clientOf(odd).readIssue(ovens, 3)).toMatchObject({
    value: {
      stateReason: null,
      url: 'https://ghe.example/acme/ovens/issues/3',
      labels: ['clock', 'door', ''],
      author: null,
      type: null,
      createdAt: now,
      updatedAt: new Date('2026-03-01T08:00:00Z'),
    },
  })
})

test.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.acme.ghe.com/', 'https://acme.ghe.com'],
  ['https://ghe.example:8443/api/v3', 'https://ghe.example:8443'],
])('of the API at %s people read the pages at %s', async (apiUrl, pages) => {
  const client = clientOf({ id: 7, number: 3, state: 'open' }, 200, apiUrl)
  expect(await client.readIssue(ovens, 3)).toMatchObject({ value: { url: `${pages}/acme/ovens/issues/3` } })
})

test('a comment is written if the answer has an id, and read if it says which issue it is about', async () => {
  expect(await clientOf({ id: 9 }, 201).addComment(ovens, 3, 'News')).toMatchObject({
    outcome: 'created',
    id: '9',
    issueNumber: 3,
    url: 'https://ghe.example/acme/ovens/issues/3#issuecomment-9',
  })
  expect((await clientOf({ id: 9, body: 'News' }).readComment(ovens, '9')).outcome).toBe('unavailable')
  const url = 'https://ghe.example/api/v3/repos/acme/ovens/issues/3'
  expect(await clientOf({ id: 9, body: 'News', issue_url: url }).readComment(ovens, '9')).toMatchObject({
    outcome: 'ok',
    value: { issueNumber: 3, body: 'News' },
  })
})

const bare = { id: 5, full_name: ovens, private: true }

test('a repository may leave out everything but its name and whether it is private', async () => {
  expect(await clientOf(bare).readRepository(ovens)).toEqual({
    outcome: 'ok',
    value: {
      id: '5',
      fullName: ovens,
      url: 'https://ghe.example/acme/ovens',
      private: true,
      visibility: 'private',
      archived: false,
      hasIssues: true,
      defaultBranch: 'main',
      permissions: null,
    },
  })
  expect((await clientOf({ id: 5, full_name: ovens }).readRepository(ovens)).outcome).toBe('unavailable')
})

test.each([
  [
    { private: true, visibility: 'internal' },
    { private: true, visibility: 'internal' },
  ],
  [
    { private: false, visibility: 'internal' },
    { private: true, visibility: 'internal' },
  ],
  [
    { private: true, visibility: 'secret' },
    { private: true, visibility: 'private' },
  ],
  [{ private: false }, { private: false, visibility: 'public' }],
])('a repository with %j counts as %j', async (given, expected) => {
  expect(await clientOf({ ...bare, ...given }).readRepository(ovens)).toMatchObject({ value: expected })
})

test('issue types that are switched off are not listed', async () => {
  const types = [{ name: 'Bug' }, { name: 'Task', is_enabled: false }]
  expect(await clientOf(types).listIssueTypes('acme')).toEqual({ outcome: 'ok', value: ['Bug'] })
})
