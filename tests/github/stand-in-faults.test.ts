import { expect, onTestFinished, test, vi } from 'vitest'
import type { Fault } from '../../src/github/stand-in/stand-in-faults.ts'
import { type StandInOptions, startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { receiveWebhooks, told } from '../support/receive-webhooks.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const issue = { title: 'Clock', body: 'Seen by 4 customers.', labels: [] }

async function world(options: StandInOptions = {}, config = {}) {
  const github = await startContractedGitHub(options)
  github.addRepository(ovens)
  return { github, ...(await receiveWebhooks(github)), ...connectGitHub(github, config) }
}

test('a request that is carried out late is given up first, and told once it is there', async () => {
  const { github, client, received } = await world({}, { timeoutMs: 40 })
  github.failNext('POST', /\/issues$/, { kind: 'late_commit' }, 2)
  for (const title of ['Clock', 'Door']) {
    expect((await client.createIssue(ovens, { ...issue, title })).outcome).toBe('ambiguous')
  }
  expect(github.issues(ovens)).toEqual([])
  await github.commitLate()
  expect(github.issues(ovens).map(({ title }) => title)).toEqual(['Clock', 'Door'])
  expect(told(received)).toEqual(['issues.opened', 'issues.opened'])
  await github.commitLate()
  expect(github.issues(ovens)).toHaveLength(2)
})

test('a request that is carried out late by itself is so after its time', async () => {
  const { github, client, received } = await world({}, { timeoutMs: 20 })
  github.failNext('POST', /\/issues$/, { kind: 'late_commit', afterMs: 30 })
  expect((await client.createIssue(ovens, issue)).outcome).toBe('ambiguous')
  await vi.waitFor(() => expect(told(received)).toEqual(['issues.opened']))
  await github.commitLate()
  expect(github.issues(ovens)).toHaveLength(1)
})

test('what waits to be carried out late is forgotten when GitHub is closed', async () => {
  const { github, client } = await world({}, { timeoutMs: 20 })
  github.failNext('POST', /\/issues$/, { kind: 'late_commit', afterMs: 60_000 })
  await client.createIssue(ovens, issue)
  await github.close()
  await github.commitLate()
  expect(github.issues(ovens)).toEqual([])
})

test("a person's edit lands right before our change, which overwrites only what it names", async () => {
  const { github, client, received } = await world()
  await client.createIssue(ovens, issue)
  await github.deliveriesSettled()
  received.length = 0
  github.failNext('PATCH', /\/issues\/1$/, {
    kind: 'edit_meanwhile',
    by: 'ada',
    edit(draft) {
      draft.title = 'The clock'
      draft.body = 'Seen by us.'
    },
  })
  expect(await client.updateIssue(ovens, 1, { body: 'Seen by 5 customers.' })).toMatchObject({
    outcome: 'updated',
    title: 'The clock',
    body: 'Seen by 5 customers.',
  })
  await github.deliveriesSettled()
  const edits = received.map(({ event, action, payload }) => ({ event, action, ...payload }))
  expect(edits).toHaveLength(2)
  expect(edits).toContainEqual(
    expect.objectContaining({
      action: 'edited',
      sender: expect.objectContaining({ login: 'ada' }),
      changes: { title: { from: 'Clock' }, body: { from: 'Seen by 4 customers.' } },
    }),
  )
})

test('a person may close the issue right before our change', async () => {
  const { github, client } = await world()
  await client.createIssue(ovens, issue)
  github.failNext('PATCH', /\/issues\/1$/, {
    kind: 'edit_meanwhile',
    edit: (draft) => Object.assign(draft, { state: 'closed', stateReason: 'not_planned' }),
  })
  expect(await client.updateIssue(ovens, 1, { body: 'News' })).toMatchObject({
    state: 'closed',
    stateReason: 'not_planned',
    closedBy: 'somebody',
  })
})

test('chance decides where no fault is planned', async () => {
  const asked: string[] = []
  const chance = ({ method, path }: { method: string; path: string }): Fault | undefined => {
    asked.push(`${method} ${path}`)
    return method === 'POST' ? { kind: 'lost_after_commit' } : undefined
  }
  const { github, client } = await world({ chance })
  github.failNext('GET', /\/issues\/1$/, { kind: 'html' })
  expect((await client.createIssue(ovens, issue)).outcome).toBe('ambiguous')
  expect((await client.readIssue(ovens, 1)).outcome).toBe('unavailable')
  expect((await client.readIssue(ovens, 1)).outcome).toBe('ok')
  expect(asked).toEqual([`POST /repos/${ovens}/issues`, `GET /repos/${ovens}/issues/1`])
})

test('with latency every answer takes its time', async () => {
  const { client } = await world({ latencyMs: 60 })
  const began = performance.now()
  await client.createIssue(ovens, issue)
  await client.readIssue(ovens, 1)
  expect(performance.now() - began).toBeGreaterThan(110)
})

test('ten thousand issues are listed in seconds', async () => {
  // Without contract and client, whose checks take longer than the listing.
  const github = await startGitHubStandIn()
  onTestFinished(() => github.close())
  github.addRepository(ovens)
  for (let number = 1; number <= 10_000; number++) {
    await github.openAs(ovens, github.login, { title: `Trouble ${number}`, labels: ['bothways'] })
  }
  const headers = { authorization: `Bearer ${github.token}` }
  const began = performance.now()
  let seen = 0
  for (let page = 1; page <= 100; page++) {
    const query = `state=all&labels=bothways&creator=${github.login}&per_page=100&page=${page}`
    const answer = await fetch(`${github.url}/repos/${ovens}/issues?${query}`, { headers })
    seen += ((await answer.json()) as unknown[]).length
  }
  expect(seen).toBe(10_000)
  expect(performance.now() - began).toBeLessThan(15_000)
})
