import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { createApiKey } from '../../src/accounts/create-api-key.ts'
import { createOrganization } from '../../src/accounts/create-organization.ts'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { MiniLmEmbedder } from '../../src/embedding/minilm/minilm-embedder.ts'
import { assembleDeps } from '../../src/entrypoints/assemble-deps.ts'
import { type RunningServer, startServer } from '../../src/entrypoints/server/start-server.ts'
import { type GitHubStandIn, startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import type { Deps } from '../../src/platform/deps.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Scope, Viewer } from '../../src/platform/viewer.ts'
import { connectGitHub } from './connect-github.ts'
import { openGitHubContract } from './github-contract/github-contract.ts'
import { openTestDatabase } from './open-test-database.ts'
import { SetClock } from './set-clock.ts'

export const webhookSecret = 'a secret that only the tests know'

/** What comes back from POST /graphql. */
// biome-ignore lint/suspicious/noExplicitAny: stories read the fields they asked for
export type Answer = {
  status: number
  data: any
  errors?: { message: string; extensions: { code: string } }[]
  extensions?: any
}

export type Tenant = {
  viewer: Viewer
  key: string
  /** Asks the API over HTTP, as this tenant. */
  ask(query: string, variables?: object, key?: string): Promise<Answer>
  /** Another key of the same tenant. */
  keyWith(...scopes: Scope[]): Promise<string>
}

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
  close(): Promise<void>
}

const models = fileURLToPath(new URL('../../node_modules/.cache/bothways/models', import.meta.url))

/**
 * The whole service on a database of its own, reached over HTTP. Nothing is faked but the clock, GitHub where a
 * stand-in answers, and the embedder only where a story is about its failing.
 */
export async function openWorld(
  options: { gitHubIsOff?: boolean; embedder?: Embedder } = {},
): Promise<World> {
  const clock = new SetClock('2026-11-22T09:00:00Z')
  const github = await startGitHubStandIn({ validate: openGitHubContract(), clock })
  const embedder = options.embedder ?? new MiniLmEmbedder({ directory: models })
  const [database] = await Promise.all([openTestDatabase(), embedder.ready()])
  const deps = await assembleDeps({
    database,
    embedder,
    github: options.gitHubIsOff ? null : connectGitHub(github, {}, { clock }).client,
    clock,
    ids: randomIds,
    log: openLog('silent'),
    publicUrl: 'https://bothways.example',
    ticketing: { settleMs: 60_000, writeIntervalMs: 0, bodyIntervalMs: 15 * 60_000 },
    works: false,
  })
  const server = await startServer(deps, { host: '127.0.0.1', port: 0, webhookSecrets: [webhookSecret] })
  github.sendWebhooksTo(`${server.url}/webhooks/github`, webhookSecret)
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
      return {
        viewer,
        key,
        keyWith,
        ask: (query, variables = {}, other = key) => ask(server.url, other, query, variables),
      }
    },
    async workOff(how) {
      for (let round = 0; round < 50; round++) if ((await deps.jobs.runDue(deps, how)) === 0) return
      throw new Error('jobs cause jobs without end')
    },
    async close() {
      await server.close()
      await deps.jobs.close()
      await deps.broadcast.close()
      await embedder.close()
      await database.close()
      await github.close()
      expect(github.violations, "requests, answers or webhooks that break GitHub's API description").toEqual(
        [],
      )
    },
  }
}

async function ask(url: string, key: string, query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}
