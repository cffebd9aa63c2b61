import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

// The embedded database is one process's own: two need PostgreSQL (TEST_DATABASE_URL).
const { server } = inject('databaseTemplate')
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bothways-two-'))
const nodes: ChildProcess[] = []
let world: World
let company: Tenant
let urls: string[] = []

beforeAll(async () => {
  if (server === null) return
  // Its own service is not asked; it makes the database, an organization and a key.
  world = await openWorld({ gitHubIsOff: true })
  company = await world.tenant()
  await company.product('oven')
  const { rows } = await world.deps.database.pool.query<{ name: string }>('SELECT current_database() AS name')
  const url = new URL(server.url)
  url.pathname = `/${rows[0]?.name}`
  symlinkSync(join(root, 'node_modules/.cache/bothways/models'), join(folder, 'models'))
  urls = await Promise.all([startNode(url.href), startNode(url.href)])
})
afterAll(async () => {
  for (const node of nodes) node.kill('SIGKILL')
  if (server !== null) await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A whole service in a process of its own, with the built-in model. @returns where it listens */
async function startNode(databaseUrl: string): Promise<string> {
  const node = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts'), 'start'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nodes.push(node)
  let said = ''
  for await (const text of node.stdout.setEncoding('utf8')) {
    said += text
    const [, url] = /is up: (http:\S+)\/graphql/.exec(said) ?? []
    if (url !== undefined) return url
  }
  throw new Error(`a node ended instead of starting: ${said}`)
}

async function submit(url: string, input: object) {
  const query = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) {
    ... on SubmitReportSuccess { report { membership { method problem { id } } } } ... on UserError { message } } }`
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${company.key}` },
    body: JSON.stringify({ query, variables: { input } }),
  })
  const { data } = (await response.json()) as {
    data: { submitReport: { report: { membership: { method: string; problem: { id: string } } } } }
  }
  return data.submitReport.report.membership
}

// With and without a product: those wait for different locks.
test.skipIf(server === null).each([
  ['one product', (_at: number) => ({ product: 'oven' }), clockTroubles[0]],
  ['no product', () => ({}), 'nobody answers the phone of the service centre'],
  [
    'one product or none',
    (at: number) => (at % 4 < 2 ? { product: 'oven' } : {}),
    'the invoice has the wrong name on it',
  ],
])(
  'two processes that take a new trouble of %s at the same instant open one problem',
  async (_what, about, text) => {
    const memberships = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        submit(urls[at % 2] ?? '', { text, ...about(at), customer: { externalId: `customer-${at % 15}` } }),
      ),
    )
    expect(new Set(memberships.map(({ problem }) => problem.id)).size).toBe(1)
    expect(memberships.filter(({ method }) => method === 'OPENED')).toHaveLength(1)
    const { data } = await company.ask(
      'query ($id: ID!) { problem(id: $id) { reportCount customerCount } }',
      {
        id: memberships[0]?.problem.id,
      },
    )
    expect(data.problem).toEqual({ reportCount: 20, customerCount: 15 })
  },
)
