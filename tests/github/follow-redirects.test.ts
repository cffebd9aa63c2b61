import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'
const issue = /\/issues\/1$/
const newIssue = { title: 'Door', body: '', labels: [] }

/** Another host, which would answer with an issue if it were asked. */
async function startStranger() {
  const asked: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers)
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: 1, number: 1, state: 'closed', login: 'stranger', token: 'of a stranger' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function world() {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  return { github, stranger: await startStranger(), ...connectGitHub(github) }
}

test.each([301, 302, 307, 308] as const)(
  'a read that a %i leads to another host ends there: it is never asked',
  async (status) => {
    const { github, client, stranger, logged } = await world()
    const location = `${stranger.url}/repos/acme/ovens/issues/1?token=${github.token}`
    github.failNext('GET', issue, { kind: 'moved', status, location })
    expect(await client.readIssue(ovens, 1)).toEqual({
      outcome: 'unavailable',
      reason: `No answer from GitHub: a redirect to ${stranger.url} is not followed`,
    })
    expect(stranger.asked).toEqual([])
    expect(JSON.stringify(logged)).not.toContain(github.token)
  },
)

test('a write that is led to another host is ambiguous, and the host is never asked', async () => {
  const { github, client, stranger } = await world()
  for (const status of [301, 307] as const) {
    const location = `${stranger.url}/repos/acme/ovens/issues`
    github.failNext('POST', /\/issues$/, { kind: 'moved', status, location })
    expect((await client.createIssue(ovens, newIssue)).outcome).toBe('ambiguous')
  }
  expect(stranger.asked).toEqual([])
})

test('the same host by another scheme or name, or with credentials in the address, is another one', async () => {
  const { github, client } = await world()
  const before = github.requests.length
  const { port } = new URL(github.url)
  const path = `/repos/${ovens}/issues/1`
  const elsewhere = [
    `https://127.0.0.1:${port}${path}`,
    `http://localhost:${port}${path}`,
    `http://ada:secret@127.0.0.1:${port}${path}`,
    `//127.0.0.1:1${path}`,
    'javascript:alert(1)',
  ]
  for (const location of elsewhere) {
    github.failNext('GET', issue, { kind: 'moved', location })
    const answer = await client.readIssue(ovens, 1)
    expect(answer, location).toMatchObject({ outcome: 'unavailable' })
    expect(JSON.stringify(answer)).not.toContain('secret')
  }
  expect(github.requests).toHaveLength(before + elsewhere.length)
})

test('a redirect within GitHub is followed with our credentials, three times at most', async () => {
  const { github, client } = await world()
  const location = `/repos/${ovens}/issues/1`
  github.failNext('GET', issue, { kind: 'moved', location }, 3)
  expect((await client.readIssue(ovens, 1)).outcome).toBe('ok')
  expect(github.requests).toHaveLength(4)
  github.failNext('GET', issue, { kind: 'moved', location }, 4)
  expect(await client.readIssue(ovens, 1)).toEqual({
    outcome: 'unavailable',
    reason: 'No answer from GitHub: more than 3 redirects',
  })
  expect(github.requests).toHaveLength(8)
})

test('a redirect that leads nowhere is unavailable', async () => {
  const { github, client } = await world()
  github.failNext('GET', issue, { kind: 'moved', location: 'http://' })
  expect((await client.readIssue(ovens, 1)).outcome).toBe('unavailable')
})

async function worldWithApp() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const github = await startContractedGitHub({ app: { id: 6100, slug: 'bothways', publicKey } })
  github.addRepository(ovens)
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  const connect = () => connectGitHub(github, { auth: { kind: 'app', appId: '6100', privateKey } }).client
  return { github, connect }
}

test("neither our login nor an App's installation is asked of another host", async () => {
  const { github, connect } = await worldWithApp()
  const stranger = await startStranger()
  const client = connect()
  github.failNext('GET', /^\/app$/, { kind: 'moved', location: `${stranger.url}/app` })
  await expect(client.login()).rejects.toThrow('is not followed')
  github.failNext('GET', /\/installation$/, { kind: 'moved', location: `${stranger.url}/installation` })
  expect((await client.readIssue(ovens, 1)).outcome).toBe('unavailable')
  expect(stranger.asked).toEqual([])
  expect((await client.readIssue(ovens, 1)).outcome).toBe('ok')
})

test.each([302, 307] as const)("an App's token is not asked of another host after a %i", async (status) => {
  const { github, connect } = await worldWithApp()
  const stranger = await startStranger()
  const client = connect()
  const location = `${stranger.url}/app/installations/1/access_tokens`
  github.failNext('POST', /\/access_tokens$/, { kind: 'moved', status, location }, 2)
  expect((await client.readIssue(ovens, 1)).outcome).toBe('unavailable')
  expect(stranger.asked).toEqual([])
  expect((await client.readIssue(ovens, 1)).outcome).toBe('ok')
})

test('an App finds its installation under the old name of a repository', async () => {
  const { github, connect } = await worldWithApp()
  await github.renameRepository(ovens, 'acme/cookers')
  expect(await connect().readIssue(ovens, 1)).toMatchObject({
    outcome: 'ok',
    value: { repository: 'acme/cookers' },
  })
})
