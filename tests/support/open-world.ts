import { generateKeyPairSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { createApiKey } from '../../src/accounts/create-api-key.ts'
import { createOrganization } from '../../src/accounts/create-organization.ts'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { MiniLmEmbedder } from '../../src/embedding/minilm/minilm-embedder.ts'
import { assembleDeps } from '../../src/entrypoints/assemble-deps.ts'
import { type RunningServer, startServer } from '../../src/entrypoints/server/start-server.ts'
import type { GitHub } from '../../src/github/github.ts'
import { type GitHubStandIn, startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import type { Namer } from '../../src/naming/namer.ts'
import type { Database } from '../../src/platform/database/open-database.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import type { Deps } from '../../src/platform/deps.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Scope, Viewer } from '../../src/platform/viewer.ts'
import { defaultTiming, type GitHubTiming } from '../../src/repositories/repositories.deps.ts'
import { connectGitHub } from './connect-github.ts'
import { openGitHubContract } from './github-contract/github-contract.ts'
import { borrowTestDatabase } from './open-test-database.ts'
import { SetClock } from './set-clock.ts'

export const webhookSecret = 'a secret that only the tests know'

/** What was asked for; stories read it without types. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is that of a query in a test
type Asked = any

/** What comes back from POST /graphql. */
export type Answer = {
  status: number
  data: Asked
  errors?: { message: string; extensions: { code: string } }[]
  extensions?: Asked
}

export type Tenant = {
  viewer: Viewer
  key: string
  /** Asks the API over HTTP, as this tenant. */
  ask(query: string, variables?: object, key?: string): Promise<Answer>
  /**
   * What a mutation answers: `__typename` and either `fields` of its success or `message`, `code`
   * and, for a value, `field` of its refusal.
   */
  mutate(name: string, input: object, fields?: string, key?: string): Promise<Asked>
  /** A new product; answers its key. */
  product(key: string, settings?: object): Promise<string>
  /** Submits a report that must be taken, and answers it. */
  report(text: string, about?: ReportAbout): Promise<Asked>
  /** Another key of the same tenant. */
  keyWith(...scopes: Scope[]): Promise<string>
}

/** What a story says about a report beside its text; `customer` is an external id. */
export type ReportAbout = { product?: string; customer?: string; [more: string]: unknown }

const reportFields = `report {
  id text language occurredAt groupedAt redactions { kind count }
  customerContacts { reports inProblem }
  guidance { reason likeness version { title body number } guidance { id } }
  membership { method score problem {
    id title status reportCount customerCount
    ticket { id state number explanation closeReason preview { title body } }
  } }
} alreadyKnown`

export type World = {
  deps: Deps
  /** Its webhooks come to the world's server; breaches of GitHub's own description fail `close`. */
  github: GitHubStandIn
  server: RunningServer
  clock: SetClock
  /** A new organization with an admin key. */
  tenant(name?: string): Promise<Tenant>
  /** Runs jobs until none is due; with `evenIfLater` also those that wait for their time. */
  workOff(options?: { evenIfLater?: boolean }): Promise<void>
  /** Moves the clock and does everything that is due by then. */
  pass(milliseconds: number): Promise<void>
  /** Another service on the same database, as a second node or after a restart. */
  again(): Promise<Deps>
  close(): Promise<void>
}

const models = fileURLToPath(new URL('../../node_modules/.cache/bothways/models', import.meta.url))

// One of each for all worlds of a process: loading them takes longer than most stories.
const builtIn = new MiniLmEmbedder({ directory: models })
const contract = openGitHubContract()

export type WorldOptions = {
  gitHubIsOff?: boolean
  /** Signs in to GitHub as an App, not by a token. */
  asApp?: boolean
  embedder?: Embedder
  namer?: Namer
  /** `timeoutMs` is how long a request to GitHub really waits; the rest goes by the world's clock. */
  timing?: Partial<GitHubTiming>
}

/**
 * The whole service on an empty database, reached over HTTP. Nothing is faked but the clock, GitHub where a
 * stand-in answers, and the embedder only where a story is about its failing.
 */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const clock = new SetClock('2026-11-22T09:00:00Z')
  const github = await startGitHubStandIn({ validate: contract, clock })
  const embedder = options.embedder ?? builtIn
  const [database] = await Promise.all([borrowTestDatabase(), embedder.ready()])
  const connect = (): GitHub => {
    const timeoutMs = options.timing?.timeoutMs ?? 5_000
    return connectGitHub(github, { timeoutMs, ...(options.asApp && { auth: appAuth() }) }, { clock }).client
  }
  const opened: Deps[] = []
  const again: World['again'] = async () => {
    const deps = await assembleDeps({
      database,
      embedder,
      namer: options.namer ?? null,
      github: options.gitHubIsOff ? null : connect(),
      clock,
      ids: randomIds,
      log: openLog('silent'),
      publicUrl: 'https://bothways.example',
      timing: { ...defaultTiming, writeIntervalMs: 0, hourlyBudget: 100_000, ...options.timing },
      works: false,
    })
    opened.push(deps)
    return deps
  }
  const deps = await again()
  const server = await startServer(deps, { host: '127.0.0.1', port: 0, webhookSecrets: [webhookSecret] })
  github.sendWebhooksTo(`${server.url}/webhooks/github`, webhookSecret)
  const workOff: World['workOff'] = async (how) => {
    for (let round = 0; round < 200; round++) if ((await deps.jobs.runDue(deps, how)) === 0) return
    throw new Error('jobs cause jobs without end')
  }
  return {
    deps,
    github,
    server,
    clock,
    async tenant(name = 'A company') {
      const viewer = await inTransaction(database, (transaction) =>
        createOrganization(deps, transaction, { name, adminName: 'Administrator' }),
      )
      const keyWith = async (...scopes: Scope[]) =>
        (await createApiKey(deps, viewer, { name: scopes.join(' '), scopes })).token
      const key = await keyWith('ADMIN')
      const mutate: Tenant['mutate'] = async (name, input, fields = '__typename', other = key) => {
        const { data, errors } = await ask(server.url, other, mutation(name, fields), { input })
        if (errors) throw new Error(`${name}: ${errors[0]?.extensions.code} ${errors[0]?.message}`)
        return data[name]
      }
      return {
        viewer,
        key,
        keyWith,
        mutate,
        ask: (query, variables = {}, other = key) => ask(server.url, other, query, variables),
        async product(productKey, settings = {}) {
          const input = { key: productKey, name: productKey, ...settings }
          const created = await mutate('createProduct', input, 'product { key }')
          return created.product.key
        },
        async report(text, { customer, ...about } = {}) {
          const input = { text, ...about, ...(customer ? { customer: { externalId: customer } } : {}) }
          const { report, alreadyKnown, message } = await mutate('submitReport', input, reportFields)
          if (report === undefined) throw new Error(`the report was refused: ${message}`)
          return { ...report, alreadyKnown, problem: report.membership?.problem ?? null }
        },
      }
    },
    workOff,
    async pass(milliseconds) {
      clock.forward(milliseconds)
      await forwardRetries(database, milliseconds)
      // As after a restart: what was left behind is asked for.
      await deps.events.announce(deps, 'worker.started', {})
      await workOff()
    },
    again,
    async close() {
      await server.close()
      for (const { jobs, broadcast } of opened) {
        await jobs.close()
        await broadcast.close()
      }
      await options.embedder?.close()
      await database.close()
      await github.close()
      expect(github.violations, "requests, answers or webhooks that break GitHub's API description").toEqual(
        [],
      )
    },
  }
}

/** What failed is tried again by the queue's clock: it has waited so much longer now. */
const forwardRetries = ({ pool }: Database, milliseconds: number) =>
  pool.query(
    `UPDATE pgboss.job SET start_after = start_after - $1 * interval '1 millisecond' WHERE state = 'retry'`,
    [milliseconds],
  )

let appKey: string | undefined

function appAuth() {
  appKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  return { kind: 'app', appId: '1', privateKey: appKey } as const
}

/** Mutations that take nothing but an id, and so refuse no value. */
const withoutValues = new Set(['retireGuidance', 'revokeApiKey'])

function mutation(name: string, fields: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    __typename
    ... on ${type}Success { ${fields} }
    ... on UserError { message code }
    ${withoutValues.has(name) ? '' : '... on InvalidInputError { field }'}
  } }`
}

async function ask(url: string, key: string, query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}
