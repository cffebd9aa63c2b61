import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { GitHubLoginUnknown } from '../../src/github/github.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const issue = { title: 'Clock', body: '', labels: [] }
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const pkcs1 = keys.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const pkcs8 = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

let lastAppId = 7000
async function worldWithApp(privateKey = pkcs8, settings = {}) {
  const id = ++lastAppId
  const github = await startContractedGitHub({ app: { id, slug: 'bothways', publicKey } })
  github.addRepository(ovens, settings)
  return { github, ...connectGitHub(github, { auth: { kind: 'app', appId: String(id), privateKey } }) }
}

function tokenRequests(requests: { path: string }[]): number {
  return requests.filter(({ path }) => path.endsWith('/access_tokens')).length
}

test('our login with a token is whose token it is, and is asked for once', async () => {
  const github = await startContractedGitHub({ login: 'ovens-robot' })
  const { client } = connectGitHub(github)
  expect(await Promise.all([client.login(), client.login()])).toEqual(['ovens-robot', 'ovens-robot'])
  expect(await client.login()).toBe('ovens-robot')
  expect(github.requests).toHaveLength(1)
})

test('an unknown login says why, and is asked for again next time', async () => {
  const github = await startContractedGitHub()
  const { client } = connectGitHub(github)
  github.failNext('GET', /^\/user$/, { kind: 'status', status: 401, message: 'Bad credentials' })
  const refusal = await client.login().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(GitHubLoginUnknown)
  expect(refusal).toMatchObject({
    message: expect.stringContaining('Bad credentials'),
    answer: { outcome: 'refused', reason: 'unauthorized' },
  })
  expect(await client.login()).toBe(github.login)
})

test.each([
  ['PKCS#1', pkcs1],
  ['PKCS#8', pkcs8],
  ['PKCS#1 on one line', pkcs1.replaceAll('\n', '\\n')],
  ['PKCS#8 on one line', pkcs8.replaceAll('\n', '\\n')],
])('an App with a %s key writes under its own name', async (_, privateKey) => {
  const { client } = await worldWithApp(privateKey)
  expect(await client.login()).toBe('bothways[bot]')
  expect(await client.createIssue(ovens, issue)).toMatchObject({
    outcome: 'created',
    author: 'bothways[bot]',
  })
})

test('one installation token serves many requests', async () => {
  const { github, client } = await worldWithApp()
  await client.createIssue(ovens, issue)
  await client.readIssue(ovens, 1)
  await client.updateIssue(ovens, 1, { body: 'Two' })
  expect(tokenRequests(github.requests)).toBe(1)
})

test('a revoked installation token is renewed once, and the write happens once', async () => {
  const { github, client } = await worldWithApp()
  await client.createIssue(ovens, issue)
  github.revokeInstallationTokens()
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
  expect(github.issues(ovens)).toHaveLength(2)
  expect(tokenRequests(github.requests)).toBe(2)
})

test('when a new token is not accepted either, the answer is unauthorized', async () => {
  const { github, client } = await worldWithApp()
  github.failNext('POST', /\/issues$/, { kind: 'status', status: 401, message: 'Bad credentials' }, 2)
  expect(await client.createIssue(ovens, issue)).toMatchObject({ outcome: 'refused', reason: 'unauthorized' })
  expect(github.issues(ovens)).toHaveLength(0)
})

test('an App that is not installed says so, and works once it is', async () => {
  const { github, client } = await worldWithApp(pkcs8, { installed: false })
  expect(await client.createIssue(ovens, issue)).toEqual({
    outcome: 'refused',
    reason: 'not_found',
    message: 'The GitHub App is not installed on acme/ovens, or the repository does not exist.',
  })
  github.changeRepository(ovens, { installed: true })
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
})

test('an App that was installed anew is found under its new installation', async () => {
  const { github, client } = await worldWithApp()
  await client.createIssue(ovens, issue)
  github.changeRepository(ovens, { installed: false })
  github.changeRepository(ovens, { installed: true })
  github.revokeInstallationTokens()
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
})

test('a suspended installation and a limit on tokens are told as such', async () => {
  const { github, client } = await worldWithApp()
  const tokens = /\/access_tokens$/
  const message = 'This installation has been suspended'
  github.failNext('POST', tokens, { kind: 'status', status: 403, message })
  expect(await client.readIssue(ovens, 1)).toEqual({ outcome: 'refused', reason: 'suspended', message })
  github.failNext('POST', tokens, { kind: 'secondary_limit', retryAfter: '5' })
  expect((await client.readIssue(ovens, 1)).outcome).toBe('limited')
})

test("a proxy's page instead of a token is not kept as a token", async () => {
  const { github, client } = await worldWithApp()
  const page = { kind: 'html', status: 201 } as const
  github.failNext('POST', /\/access_tokens$/, page, 2)
  expect((await client.readIssue(ovens, 1)).outcome).toBe('unavailable')
  expect((await client.createIssue(ovens, issue)).outcome).toBe('created')
})

test("another App's key is refused as unauthorized", async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const { client } = await worldWithApp(other.export({ type: 'pkcs8', format: 'pem' }).toString())
  expect(await client.createIssue(ovens, issue)).toMatchObject({ outcome: 'refused', reason: 'unauthorized' })
})

test('a private key that cannot be read is refused at once, without being quoted', async () => {
  const privateKey = '-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==\n-----END RSA PRIVATE KEY-----'
  await expect(worldWithApp(privateKey)).rejects.toThrow(
    /^The private key of the GitHub App cannot be read(?!.*c2VjcmV0)/s,
  )
})

test.each(['two\nlines-of-token', 'ümlaut-token-of-mine'])(
  'a token that the network library rejects shows in no answer and no log (%j)',
  async (token) => {
    const github = await startContractedGitHub()
    github.addRepository(ovens)
    const { client, logged } = connectGitHub({ url: github.url, token })
    const answers = [await client.createIssue(ovens, issue), await client.readIssue(ovens, 1)]
    const login = await client.login().catch((error: Error) => error.message)
    const everything = JSON.stringify([answers, login, logged])
    expect(everything).toMatch(/outcome/)
    expect(everything).not.toMatch(/of-token|of-mine/)
  },
)

test('what went wrong is logged with the repository and the route', async () => {
  const github = await startContractedGitHub()
  const { client, logged } = connectGitHub(github)
  await client.readIssue(ovens, 1)
  expect(logged).toEqual([
    {
      message: 'GitHub did not do what was asked',
      facts: expect.objectContaining({
        repository: ovens,
        route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
        outcome: 'refused',
        reason: 'not_found',
      }),
    },
  ])
})

test("a token in GitHub's own words is taken out, and a long message is cut", async () => {
  const github = await startContractedGitHub()
  const { client } = connectGitHub(github)
  const message = `ghp_${'a'.repeat(36)} and ${'0a'.repeat(20)} are not allowed\nhere. ${'x'.repeat(500)}`
  github.failNext('GET', /\/issues\/1$/, { kind: 'status', status: 403, message })
  const answer = await client.readIssue(ovens, 1)
  expect(answer).toMatchObject({
    outcome: 'refused',
    message: expect.stringMatching(/^\[secret\] and \[secret\] are not allowed here\. x+…$/),
  })
  expect(JSON.stringify(answer).length).toBeLessThan(400)
})
