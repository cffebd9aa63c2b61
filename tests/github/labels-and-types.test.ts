import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { receiveWebhooks, told } from '../support/receive-webhooks.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const issue = { title: 'Clock', body: '', labels: [] }
const label = /\/labels\/setup-pitfall$/

async function world(settings = {}) {
  const github = await startContractedGitHub()
  github.addRepository(ovens, settings)
  return { github, ...connectGitHub(github) }
}

test('a label is made where it is missing, and only there', async () => {
  const { client } = await world()
  expect(await client.ensureLabel(ovens, 'setup-pitfall')).toEqual({
    outcome: 'ok',
    value: { created: true },
  })
  expect(await client.ensureLabel(ovens, 'Setup-Pitfall')).toEqual({
    outcome: 'ok',
    value: { created: false },
  })
})

test('a label whose name has a slash or another script is found again', async () => {
  const { client } = await world()
  for (const name of ['area/clock', 'ตู้อบ', 'needs work?']) {
    expect(await client.ensureLabel(ovens, name)).toMatchObject({ value: { created: true } })
    expect(await client.ensureLabel(ovens, name)).toMatchObject({ value: { created: false } })
  }
})

test('a label that somebody else makes meanwhile is there all the same', async () => {
  const { github, client } = await world()
  await client.ensureLabel(ovens, 'setup-pitfall')
  github.failNext('GET', label, { kind: 'status', status: 404, message: 'Not Found' })
  expect(await client.ensureLabel(ovens, 'setup-pitfall')).toEqual({
    outcome: 'ok',
    value: { created: false },
  })
})

test('a label that may not be made, or is not known to be, is told so', async () => {
  const { github, client } = await world({ private: false })
  expect((await client.ensureLabel('acme/toasters', 'setup-pitfall')).outcome).toBe('missing')
  github.failNext('GET', label, { kind: 'html' })
  expect((await client.ensureLabel(ovens, 'setup-pitfall')).outcome).toBe('unavailable')
  github.failNext('POST', /\/labels$/, { kind: 'lost_after_commit' })
  expect((await client.ensureLabel(ovens, 'setup-pitfall')).outcome).toBe('unavailable')
  github.setPermission(ovens, github.login, 'read')
  expect(await client.ensureLabel(ovens, 'another')).toMatchObject({
    outcome: 'refused',
    reason: 'forbidden',
  })
})

test('an issue has the type that was asked for, and the webhook is told', async () => {
  const { github, client } = await world()
  github.setIssueTypes(ovens, ['Bug', 'Task'])
  const { received } = await receiveWebhooks(github)
  expect(await client.createIssue(ovens, { ...issue, type: 'bug' })).toMatchObject({
    outcome: 'created',
    type: 'Bug',
    droppedType: false,
  })
  await github.deliveriesSettled()
  expect(told(received)).toEqual(['issues.opened', 'issues.typed'])
  expect(received[1]?.payload).toMatchObject({ type: { name: 'Bug' } })
  expect(await client.readIssue(ovens, 1)).toMatchObject({ value: { type: 'Bug' } })
})

test('an issue without a type asks for none and has none', async () => {
  const { github, client } = await world()
  expect(await client.createIssue(ovens, issue)).toMatchObject({ type: null, droppedType: false })
  expect(github.requests[0]?.body).not.toHaveProperty('type')
})

test('a type that GitHub drops in silence is named, as labels are, also in a private repository', async () => {
  const { github, client } = await world()
  github.setIssueTypes(ovens, ['Bug'])
  github.setPermission(ovens, github.login, 'read')
  const asked = { ...issue, type: 'Bug', labels: ['bothways'] }
  expect(await client.createIssue(ovens, asked)).toMatchObject({
    outcome: 'created',
    type: null,
    droppedType: true,
    droppedLabels: ['bothways'],
  })
})

test('a type that does not exist is refused as invalid', async () => {
  const { github, client } = await world()
  github.setIssueTypes(ovens, ['Bug'])
  expect(await client.createIssue(ovens, { ...issue, type: 'Epic' })).toMatchObject({
    outcome: 'refused',
    reason: 'invalid',
    message: expect.stringContaining('Epic'),
  })
})

test("an organization's issue types are listed; a person has none", async () => {
  const { github, client } = await world()
  expect((await client.listIssueTypes('acme')).outcome).toBe('missing')
  github.setIssueTypes(ovens, ['Bug', 'Task'])
  expect(await client.listIssueTypes('acme')).toEqual({ outcome: 'ok', value: ['Bug', 'Task'] })
  expect(await client.listIssueTypes('acme/..')).toMatchObject({ outcome: 'refused', reason: 'invalid' })
})
