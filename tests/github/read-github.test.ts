import { expect, test } from 'vitest'
import type { IssueFilter, IssuePage, Read } from '../../src/github/github.ts'
import type { Role } from '../../src/github/stand-in/stand-in-types.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'

async function world() {
  const github = await startContractedGitHub()
  const { id } = github.addRepository(ovens)
  return { github, repositoryId: String(id), ...connectGitHub(github) }
}

test('a repository tells whether it is private, archived and takes issues', async () => {
  const { github, client, repositoryId } = await world()
  expect(await client.readRepository(ovens)).toEqual({
    outcome: 'ok',
    value: {
      id: repositoryId,
      fullName: ovens,
      url: `${github.url}/acme/ovens`,
      private: true,
      visibility: 'private',
      archived: false,
      hasIssues: true,
      defaultBranch: 'main',
      permissions: { push: true, triage: true, admin: false },
    },
  })
  github.changeRepository(ovens, { private: false, archived: true, hasIssues: false })
  expect(await client.readRepository(ovens)).toMatchObject({
    value: { private: false, archived: true, hasIssues: false },
  })
})

test('a renamed repository is read under its old name and tells the new one, but takes no new issue there', async () => {
  const { github, client } = await world()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  await github.renameRepository(ovens, 'acme/cookers')
  expect(await client.readRepository(ovens)).toMatchObject({
    outcome: 'ok',
    value: { fullName: 'acme/cookers' },
  })
  expect(await client.readIssue(ovens, 1)).toMatchObject({
    outcome: 'ok',
    value: { repository: 'acme/cookers' },
  })
  expect(await client.createIssue(ovens, { title: 'Door', body: '', labels: [] })).toMatchObject({
    outcome: 'ambiguous',
    reason: 'GitHub answered 307: the repository has moved.',
  })
})

test('an issue is read with its state, the reason and who closed it', async () => {
  const { github, client } = await world()
  github.setPermission(ovens, 'ada', 'write')
  await github.openAs(ovens, 'ada', { title: 'Clock', labels: ['bothways'] })
  await github.closeAs(ovens, 1, 'grace', 'not_planned')
  expect(await client.readIssue(ovens, 1)).toMatchObject({
    outcome: 'ok',
    value: {
      number: 1,
      body: '',
      state: 'closed',
      stateReason: 'not_planned',
      author: 'ada',
      closedBy: 'grace',
      labels: ['bothways'],
      closedAt: expect.any(Date),
    },
  })
})

test('what is not there is missing, and what cannot be trusted unavailable', async () => {
  const { github, client } = await world()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  const issue = /\/issues\/1$/
  expect(await client.readIssue(ovens, 2)).toEqual({ outcome: 'missing', message: 'Not Found' })
  github.failNext('GET', issue, { kind: 'status', status: 410, message: 'This issue was deleted' })
  expect(await client.readIssue(ovens, 1)).toEqual({ outcome: 'missing', message: 'This issue was deleted' })
  for (const kind of ['html', 'truncated_body', 'lost_after_commit', 'bad_gateway_after_commit'] as const) {
    github.failNext('GET', issue, { kind })
    expect((await client.readIssue(ovens, 1)).outcome, kind).toBe('unavailable')
  }
  github.changeRepository(ovens, { hasIssues: false })
  expect(await client.readIssue(ovens, 1)).toMatchObject({ outcome: 'refused', reason: 'issues_disabled' })
})

test.each<[Role, string]>([
  ['admin', 'admin'],
  ['maintain', 'write'],
  ['write', 'write'],
  ['triage', 'read'],
  ['read', 'read'],
  ['none', 'none'],
])('the role %s means the permission %s', async (role, permission) => {
  const { github, client } = await world()
  github.setPermission(ovens, 'ada', role)
  expect(await client.permissionOf(ovens, 'ada')).toEqual({ outcome: 'ok', value: permission })
})

test('the permission of an unknown login is missing, and unavailable when GitHub does not say', async () => {
  const { github, client } = await world()
  expect((await client.permissionOf(ovens, 'nobody')).outcome).toBe('missing')
  github.setPermission(ovens, 'ada', 'write')
  github.failNext('GET', /permission$/, { kind: 'html' })
  expect((await client.permissionOf(ovens, 'ada')).outcome).toBe('unavailable')
})

test('ids above 2^53 are kept to the last digit', async () => {
  const { github } = await world()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  const withHugeId: typeof fetch = async (url, init) => {
    const response = await fetch(url, init)
    const text = (await response.text()).replace(
      /"id":\d+,"node_id":"I_/,
      '"id":9007199254740993,"node_id":"I_',
    )
    return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } })
  }
  const { client } = connectGitHub(github, {}, { fetch: withHugeId })
  expect(await client.readIssue(ovens, 1)).toMatchObject({ outcome: 'ok', value: { id: '9007199254740993' } })
})

async function worldWithIssues(count: number) {
  const now = { value: new Date('2026-03-02T10:00:00Z') }
  const github = await startContractedGitHub({ clock: { now: () => now.value } })
  github.addRepository(ovens)
  for (let number = 1; number <= count; number++) {
    now.value = new Date(now.value.getTime() + 60_000)
    await github.openAs(ovens, github.login, { title: `Trouble ${number}`, labels: ['bothways'] })
  }
  const { client } = connectGitHub(github)
  const pages = async (filter: IssueFilter = {}) => {
    const seen: Read<IssuePage>[] = []
    for await (const page of client.listIssues(ovens, filter)) seen.push(page)
    return seen
  }
  return { github, pages }
}

function numbersIn(pages: Read<IssuePage>[]): number[] {
  return pages.flatMap((page) => (page.outcome === 'ok' ? page.value.issues.map(({ number }) => number) : []))
}

test('all pages come newest first, whatever the state, and the last one says so', async () => {
  const { github, pages } = await worldWithIssues(201)
  await github.closeAs(ovens, 150, 'ada', 'completed')
  const seen = await pages()
  expect(seen.map((page) => page.outcome === 'ok' && page.value.last)).toEqual([false, false, true])
  expect(numbersIn(seen)).toEqual(Array.from({ length: 201 }, (_, index) => 201 - index))
})

test('a listing is narrowed by label, creator and time of change', async () => {
  const { github, pages } = await worldWithIssues(3)
  github.setPermission(ovens, 'ada', 'write')
  await github.openAs(ovens, 'ada', { title: 'From a person', labels: ['bothways'] })
  await github.openAs(ovens, github.login, { title: 'Without the label' })
  expect(numbersIn(await pages({ label: 'bothways', creator: github.login }))).toEqual([3, 2, 1])
  expect(numbersIn(await pages({ creator: 'ada' }))).toEqual([4])
  expect(numbersIn(await pages({ since: new Date('2026-03-02T10:02:30Z') }))).toEqual([5, 4, 3])
})

test('an empty repository has one empty page', async () => {
  const { pages } = await worldWithIssues(0)
  expect(await pages()).toEqual([{ outcome: 'ok', value: { page: 1, last: true, issues: [] } }])
})

test('a page that fails ends the listing, so that nobody takes it for the whole', async () => {
  const { github, pages } = await worldWithIssues(101)
  github.failNext('GET', /\/issues$/, { kind: 'truncated_body' })
  expect(await pages()).toEqual([{ outcome: 'unavailable', reason: expect.any(String) }])
  expect(numbersIn(await pages({ page: 2 }))).toEqual([1])
})

test('an issue that the listing does not show yet is absent from it', async () => {
  const { github, pages } = await worldWithIssues(2)
  github.lagListing(ovens, 1)
  expect(numbersIn(await pages())).toEqual([1])
})
