import { expect, test } from 'vitest'
import type { Fault } from '../../src/github/stand-in/stand-in-faults.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const clockIssue = {
  title: 'The clock blinks after a power cut',
  body: 'Seen by 4 customers.',
  labels: ['bothways'],
}
const issuesPath = /\/issues$/

async function world(settings = {}) {
  const github = await startContractedGitHub()
  github.addRepository(ovens, settings)
  return { github, ...connectGitHub(github) }
}

test('a new issue is answered with its number, ids, address and labels', async () => {
  const { github, client } = await world()
  const created = await client.createIssue(ovens, clockIssue)
  expect(created).toMatchObject({
    outcome: 'created',
    number: 1,
    url: `${github.url}/acme/ovens/issues/1`,
    title: clockIssue.title,
    body: clockIssue.body,
    state: 'open',
    labels: ['bothways'],
    droppedLabels: [],
    author: github.login,
    repository: ovens,
  })
  expect(github.issue(ovens, 1)).toMatchObject({ title: clockIssue.title, body: clockIssue.body })
})

test('labels that GitHub drops in silence are named', async () => {
  const { github, client } = await world({ private: false })
  github.setPermission(ovens, github.login, 'read')
  const created = await client.createIssue(ovens, { ...clockIssue, labels: ['bothways', 'setup-pitfall'] })
  expect(created).toMatchObject({
    outcome: 'created',
    labels: [],
    droppedLabels: ['bothways', 'setup-pitfall'],
  })
})

test('the request names the API version, the client and its credentials', async () => {
  const { github, client } = await world()
  await client.createIssue(ovens, clockIssue)
  const [request] = github.requests
  expect(request?.headers['x-github-api-version']).toBe('2022-11-28')
  expect(request?.headers['user-agent']).toMatch(/^bothways /)
  expect(request?.headers['content-type']).toMatch(/^application\/json/)
})

test.each<[string, Fault, committed: number]>([
  ['an answer lost after the issue was written', { kind: 'lost_after_commit' }, 1],
  ['a 502 after the issue was written', { kind: 'bad_gateway_after_commit' }, 1],
  ['an answer cut off in the middle', { kind: 'truncated_body' }, 1],
  ['a whole issue under the status 200', { kind: 'odd_status', status: 200 }, 1],
  ['a whole issue under the status 202', { kind: 'odd_status', status: 202 }, 1],
  ['a connection reset', { kind: 'reset_before_commit' }, 0],
  ["a proxy's page with status 200", { kind: 'html' }, 0],
  ["a proxy's page with status 201", { kind: 'html', status: 201 }, 0],
  ["a proxy's page with status 404", { kind: 'html', status: 404 }, 0],
  ['a 500', { kind: 'status', status: 500, message: 'Server Error' }, 0],
  ['JSON that is no issue', { kind: 'status', status: 201, message: 'fine' }, 0],
])('%s is ambiguous, and the request is sent only once', async (_, fault, committed) => {
  const { github, client } = await world()
  github.failNext('POST', issuesPath, fault)
  const answer = await client.createIssue(ovens, clockIssue)
  expect(answer).toEqual({ outcome: 'ambiguous', reason: expect.stringMatching(/GitHub/) })
  expect(github.requests).toHaveLength(1)
  expect(github.issues(ovens)).toHaveLength(committed)
})

test('a request that hangs is given up after the time limit, and is ambiguous', async () => {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  const { client } = connectGitHub(github, { timeoutMs: 40 })
  github.failNext('POST', issuesPath, { kind: 'hang' })
  expect(await client.createIssue(ovens, clockIssue)).toEqual({
    outcome: 'ambiguous',
    reason: 'GitHub gave no answer in 40 ms.',
  })
})

test('a repository that hangs does not hold up another one', async () => {
  const { github, client } = await world()
  github.addRepository('acme/kettles')
  github.failNext('POST', /\/ovens\/issues$/, { kind: 'hang' })
  const hanging = client.createIssue(ovens, clockIssue)
  expect((await client.createIssue('acme/kettles', clockIssue)).outcome).toBe('created')
  await github.close()
  expect((await hanging).outcome).toBe('ambiguous')
})

test.each([301, 302, 307, 308] as const)(
  'a %i is not followed: a POST would become a GET that succeeds',
  async (status) => {
    const { github, client } = await world()
    await github.openAs(ovens, 'ada', { title: 'Another issue' })
    github.failNext('POST', issuesPath, {
      kind: 'moved',
      status,
      location: `${github.url}/repos/${ovens}/issues/1`,
    })
    expect((await client.createIssue(ovens, clockIssue)).outcome).toBe('ambiguous')
    expect(github.requests).toHaveLength(1)
  },
)

test('nobody listening is ambiguous and not an exception', async () => {
  const github = await startContractedGitHub()
  const { client } = connectGitHub(github)
  await github.close()
  expect((await client.createIssue(ovens, clockIssue)).outcome).toBe('ambiguous')
})

test.each([
  ['an archived repository', { archived: true }, 'archived', /read-only/],
  ['disabled issues', { hasIssues: false }, 'issues_disabled', /disabled/],
])('%s is refused with the reason', async (_, settings, reason, message) => {
  const { client } = await world(settings)
  expect(await client.createIssue(ovens, clockIssue)).toEqual({
    outcome: 'refused',
    reason,
    message: expect.stringMatching(message),
  })
})

test('a repository that does not exist is refused as not found', async () => {
  const { client } = await world()
  const answer = await client.createIssue('acme/toasters', clockIssue)
  expect(answer).toMatchObject({ outcome: 'refused', reason: 'not_found' })
})

test('an issue without a title is refused as invalid, with the field', async () => {
  const { client } = await world()
  const answer = await client.createIssue(ovens, { ...clockIssue, title: ' ' })
  expect(answer).toMatchObject({
    outcome: 'refused',
    reason: 'invalid',
    message: expect.stringMatching(/^Validation Failed: .*title/),
  })
})

test('a 403 without signs of a limit is refused as forbidden', async () => {
  const { github, client } = await world()
  const message = 'Resource not accessible by personal access token'
  github.failNext('POST', issuesPath, { kind: 'status', status: 403, message })
  expect(await client.createIssue(ovens, clockIssue)).toEqual({
    outcome: 'refused',
    reason: 'forbidden',
    message,
  })
})

test('a token that GitHub does not accept is refused as unauthorized', async () => {
  const { github } = await world()
  const { client } = connectGitHub({ url: github.url, token: 'of-nobody' })
  expect(await client.createIssue(ovens, clockIssue)).toMatchObject({
    outcome: 'refused',
    reason: 'unauthorized',
    message: 'Bad credentials',
  })
})

test.each(['ovens', 'acme/../ovens', 'acme/..', 'acme/ovens/issues', '/ovens', 'acme/ov ens', ''])(
  'the repository name "%s" is refused before anything is sent',
  async (repository) => {
    const { github, client } = await world()
    const answer = await client.createIssue(repository, clockIssue)
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'invalid' })
    expect(github.requests).toHaveLength(0)
  },
)

test('text of any script and size arrives unchanged', async () => {
  const { github, client } = await world()
  const body = `ไมโครเวฟ 🕛 saat kaç? "12345678901234567890n": 12345678901234567890,\n\u0000${'x'.repeat(60_000)}`
  await client.createIssue(ovens, { ...clockIssue, body })
  expect(github.issue(ovens, 1).body).toBe(body)
})

const limitedAt = new Date('2026-03-02T10:00:00Z')
const after = (seconds: number) => new Date(limitedAt.getTime() + seconds * 1000)
const quotaReset = after(600)

test.each<[string, Fault, retryAt: Date]>([
  ['Retry-After in seconds', { kind: 'secondary_limit', retryAfter: '120' }, after(120)],
  ['Retry-After as a date', { kind: 'secondary_limit', retryAfter: after(90).toUTCString() }, after(90)],
  ['429 with Retry-After', { kind: 'secondary_limit', status: 429, retryAfter: '30' }, after(30)],
  ['a secondary limit without a time', { kind: 'secondary_limit' }, after(60)],
  ['a bare 429', { kind: 'status', status: 429, message: 'Slow down' }, after(60)],
  ['an HTML 429 of a proxy', { kind: 'html', status: 429 }, after(60)],
  ['a used-up quota', { kind: 'primary_limit', resetAt: quotaReset }, after(601)],
  ['a used-up quota as 429', { kind: 'primary_limit', status: 429, resetAt: quotaReset }, after(601)],
  ['a reset that has passed by our clock', { kind: 'primary_limit', resetAt: after(-30) }, after(1)],
  ['a Retry-After of years', { kind: 'secondary_limit', retryAfter: '999999999999' }, after(86_400)],
])('%s says when to ask again, for writing and reading alike', async (_, fault, retryAt) => {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  const { client } = connectGitHub(github, {}, { clock: { now: () => limitedAt } })
  github.failNext('POST', issuesPath, fault)
  github.failNext('GET', /\/issues\/1$/, fault)

  const written = await client.createIssue(ovens, clockIssue)
  const read = await client.readIssue(ovens, 1)

  expect(written).toEqual({ outcome: 'limited', retryAt })
  expect(read).toEqual({ outcome: 'limited', retryAt })
  expect(github.issues(ovens)).toHaveLength(0)
  expect(github.requests).toHaveLength(2)
})
