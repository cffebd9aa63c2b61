import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sign } from '@octokit/webhooks-methods'
import { miniLmModel } from '../../src/embedding/minilm/minilm-files.ts'
import { openService } from '../../src/entrypoints/open-service.ts'
import { readEnv } from '../../src/env.ts'
import { type GitHubStandIn, startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import { ToldEmbedder } from '../scale/told-embedder.ts'
import type { Acknowledged, Prepared, Sending } from './send-deliveries.ts'
import { storeCompany, storeProblem, storeReports } from './store-company.ts'

export type Load = { perSecond: number; seconds: number; tickets: number }
export type WebhookFigures = Acknowledged & {
  bytes: number
  workedOff: boolean
  /** Milliseconds of processor that the server took while they came in, for each. */
  ran: number
  /** For how many more it was ready to run, and others had the processors. */
  waited: number
}

const secret = 'a secret that only the bench knows'
const names = ['acme/oven', 'acme/site'] as const
const tsx = createRequire(import.meta.url).resolve('tsx')

/** How long deliveries take to be acknowledged by a started server, in a process of its own, with or without a worker. */
export async function measureWebhooks(
  folder: string,
  role: 'all' | 'server',
  load: Load,
): Promise<WebhookFigures> {
  mkdirSync(folder, { recursive: true })
  const github = await startGitHubStandIn({ latencyMs: 50 })
  const env = {
    ...{ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error', PORT: '0', GITHUB_API_URL: github.url },
    ...{ GITHUB_TOKEN: github.token, GITHUB_WEBHOOK_SECRET: secret },
  }
  await fill(github, env, load.tickets)
  const payloads = join(folder, 'payloads.json')
  const prepared = await prepare(github)
  writeFileSync(payloads, JSON.stringify(prepared))
  const server = spawn(process.execPath, ['--import', tsx, 'src/main.ts', 'start', '--role', role], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await addressOf(server)
    const send = (perSecond: number, seconds: number) =>
      sendDeliveries({ url: `${url}/webhooks/github`, payloads, perSecond, seconds })
    // Not counted: loading the model, just-in-time compilation, and the first of each statement.
    await isLoaded(url)
    await send(load.perSecond, 5)
    const before = processorOf(server)
    const acknowledged = await send(load.perSecond, load.seconds)
    const after = processorOf(server)
    const of = (what: 'ran' | 'waited') => (after[what] - before[what]) / acknowledged.milliseconds.length
    const bytes = prepared.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) / prepared.length
    return { ...acknowledged, bytes, workedOff: role === 'all', ran: of('ran'), waited: of('waited') }
  } finally {
    // What it has not worked off is thrown away with its folder.
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
    await github.close()
  }
}

/** Milliseconds that its threads ran, and that they were ready to run while others had the processors. */
function processorOf({ pid }: ChildProcess): { ran: number; waited: number } {
  const sum = { ran: 0, waited: 0 }
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [ran, waited] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      sum.ran += Number(ran) / 1e6
      sum.waited += Number(waited) / 1e6
    }
    return sum
  } catch {
    return { ran: Number.NaN, waited: Number.NaN }
  }
}

/** Tickets whose issues exist, as if they had been opened a while ago. */
async function fill(github: GitHubStandIn, env: NodeJS.ProcessEnv, tickets: number): Promise<void> {
  const embedder = new ToldEmbedder(miniLmModel)
  const service = await openService(readEnv(env), { works: false, embedder })
  const { deps } = service
  try {
    const { viewer, products } = await storeCompany(deps, names)
    for (const { name } of products) github.addRepository(name, { private: true })
    for (let nth = 0; nth < tickets; nth++) {
      const product = products[nth % products.length]
      if (product === undefined) continue
      const { productId, repositoryId, name } = product
      const problemId = await storeProblem(deps, viewer.organizationId, productId)
      await storeReports(deps, viewer, { problemId, productId }, 3)
      const { value: issue } = await github.openAs(name, github.login, { title: 'A ticket', body: text })
      await deps.database.prisma.ticket.updateMany({
        where: { problemId },
        data: {
          ...{
            state: 'OPEN',
            number: issue.number,
            githubId: String(issue.id),
            repositoryId,
            seenAt: deps.clock.now(),
          },
          ...{ bodyHash: 'as it was', bodyWrittenAt: deps.clock.now(), issueTitle: 'A ticket' },
        },
      })
    }
  } finally {
    await service.close()
  }
}

/** About as long as a ticket is. */
const text = '| Version | Customers |\n| --- | --- |\n| 2.4.1 | 12 |\n'.repeat(120)

/** What GitHub tells when people label, edit, close and reopen each issue. */
async function prepare(github: GitHubStandIn): Promise<Prepared[]> {
  github.holdDeliveries()
  for (const name of names) {
    for (const { number } of github.issues(name)) {
      await github.labelAs(name, number, 'ada', 'seen')
      await github.editAs(name, number, 'ada', { body: `${text}\n\nA note.` })
      await github.closeAs(name, number, 'ada', 'completed')
      await github.reopenAs(name, number, 'ada')
    }
  }
  return Promise.all(
    github.deliveries.map(async ({ event, payload }) => {
      const body = JSON.stringify(payload)
      return { event, body, signature: await sign(secret, body) }
    }),
  )
}

async function addressOf(server: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    const url = /Bothways is up: (http:\S+)\/graphql/.exec(said)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`The server did not start: ${said}`)
}

async function isLoaded(url: string): Promise<void> {
  for (;;) {
    const state = (await (await fetch(`${url}/readyz`)).json()) as { embedder: boolean }
    if (state.embedder) return
    await setTimeout(100)
  }
}

async function sendDeliveries(sending: Sending): Promise<Acknowledged> {
  const script = fileURLToPath(new URL('send-deliveries.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', tsx, script, JSON.stringify(sending)],
    { maxBuffer: 64 * 1024 * 1024, timeout: (sending.seconds + 120) * 1_000 },
  )
  return JSON.parse(stdout)
}
