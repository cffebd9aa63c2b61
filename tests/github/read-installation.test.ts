import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { receiveWebhooks, told } from '../support/receive-webhooks.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const issue = { title: 'Clock', body: '', labels: [] }
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

async function world() {
  const app = { id: 6200, slug: 'bothways', publicKey, permissions: { issues: 'write', metadata: 'read' } }
  const github = await startContractedGitHub({ app })
  github.addRepository(ovens)
  const auth = { kind: 'app', appId: '6200', privateKey } as const
  return { github, ...(await receiveWebhooks(github)), ...connectGitHub(github, { auth }) }
}

test('an installation tells what the App may do, and for whom', async () => {
  const { client } = await world()
  expect(await client.readInstallation(ovens)).toEqual({
    outcome: 'ok',
    value: {
      id: expect.stringMatching(/^\d+$/),
      suspended: false,
      permissions: { issues: 'write', metadata: 'read' },
      account: 'acme',
    },
  })
})

test('with a token there is no installation to read, and nothing is asked', async () => {
  const { github } = await world()
  const { client } = connectGitHub(github)
  expect(await client.readInstallation(ovens)).toEqual({ outcome: 'ok', value: null })
  expect(github.requests).toEqual([])
})

test('a suspended installation refuses reads and writes as such, until it is unsuspended', async () => {
  const { github, client, received } = await world()
  await client.createIssue(ovens, issue)
  await github.deliveriesSettled()
  received.length = 0
  await github.suspendInstallation(ovens)
  const refusal = {
    outcome: 'refused',
    reason: 'suspended',
    message: 'This installation has been suspended',
  }
  expect(await client.readIssue(ovens, 1)).toEqual(refusal)
  github.revokeInstallationTokens()
  expect(await client.createIssue(ovens, issue)).toEqual(refusal)
  expect(await client.readInstallation(ovens)).toMatchObject({ outcome: 'ok', value: { suspended: true } })
  await github.unsuspendInstallation(ovens)
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
  expect(told(received).slice(0, 2)).toEqual(['installation.suspend', 'installation.unsuspend'])
  expect(received[0]?.payload).toMatchObject({
    installation: { suspended_at: expect.any(String), account: { login: 'acme' } },
    repositories: [{ full_name: ovens }],
  })
})

test('what happens while it is suspended is never told', async () => {
  const { github, received } = await world()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  received.length = 0
  await github.suspendInstallation(ovens)
  expect((await github.closeAs(ovens, 1, 'ada', 'completed')).delivery).toBeUndefined()
  await github.unsuspendInstallation(ovens)
  await github.reopenAs(ovens, 1, 'ada')
  expect(told(received)).toEqual(['installation.suspend', 'installation.unsuspend', 'issues.reopened'])
})

test('an uninstalled App is told so, and works again under its new installation', async () => {
  const { github, client, received } = await world()
  await client.createIssue(ovens, issue)
  await github.deliveriesSettled()
  received.length = 0
  await github.uninstall(ovens)
  const message = 'The GitHub App is not installed on acme/ovens, or the repository does not exist.'
  expect(await client.createIssue(ovens, issue)).toEqual({ outcome: 'refused', reason: 'not_found', message })
  expect(await client.readIssue(ovens, 1)).toEqual({ outcome: 'missing', message })
  expect(await client.readInstallation(ovens)).toEqual({ outcome: 'missing', message })
  await github.install(ovens)
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
  expect(told(received).slice(0, 2)).toEqual(['installation.deleted', 'installation.created'])
})

test("an organization's issue types are read with the App's installation there", async () => {
  const { github, client } = await world()
  github.setIssueTypes(ovens, ['Bug'])
  expect(await client.listIssueTypes('acme')).toEqual({ outcome: 'ok', value: ['Bug'] })
  expect(await client.listIssueTypes('umbrella')).toEqual({
    outcome: 'missing',
    message: 'The GitHub App is not installed on umbrella, or that is no organization.',
  })
})
