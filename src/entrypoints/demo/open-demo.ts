import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureOrganization } from '../../accounts/ensure-organization.ts'
import type { Env } from '../../env.ts'
import { type GitHubStandIn, startGitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { defaultTiming } from '../../repositories/repositories.deps.ts'
import { openService } from '../open-service.ts'
import { pickEmbedder } from '../pick-embedder.ts'
import { startServer } from '../server/start-server.ts'
import { pickPort } from './pick-port.ts'

export type OpenDemo = {
  url: string
  adminKey: string
  standIn: GitHubStandIn
  close(): Promise<void>
}

const webhookSecret = 'only the stand-in signs with this'
/** Nothing is lost on the way to the stand-in, and nobody minds its being written to often. */
const timing = {
  ...defaultTiming,
  settleMs: 1_000,
  writeIntervalMs: 50,
  bodyIntervalMs: 1_000,
  hourlyBudget: 10_000,
}

/**
 * The real service on an embedded database of its own, with the stand-in in GitHub's place. What the
 * environment says of a database or of GitHub is left aside: a demo must touch neither.
 * @param dataDir null for a temporary folder
 */
export async function openDemo(env: Env, dataDir: string | null): Promise<OpenDemo> {
  const opened: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne()
  }
  try {
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'bothways-demo-')))
    if (dataDir === null) opened.push(() => rm(folder, { recursive: true, force: true }))
    const standIn = await startGitHubStandIn()
    opened.push(() => standIn.close())
    const { url, adminKey } = await openOn(env, folder, standIn, opened)
    return { url, adminKey, standIn, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openOn(env: Env, folder: string, standIn: GitHubStandIn, opened: (() => Promise<unknown>)[]) {
  const { host } = env
  const port = await pickPort(host, env.port)
  const own: Env = {
    ...env,
    port,
    publicUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    dataDir: folder,
    databaseUrl: null,
    logLevel: 'error',
    github: {
      apiUrl: standIn.url,
      auth: { kind: 'token', token: standIn.token },
      webhookSecrets: [webhookSecret],
      timeoutMs: 30_000,
    },
  }
  // The model is kept where the real service keeps it, so that it is prepared once.
  const embedder = pickEmbedder(env)
  const service = await openService(own, { works: true, timing, embedder })
  opened.push(() => service.close())
  const { deps, embedderLoaded } = service

  const adminKey = await ensureOrganization(deps)
  if (adminKey === null)
    throw new Error(
      `${folder} has data already. The demo needs a folder of its own: name an empty one with --data-dir, or none.`,
    )
  const server = await startServer(deps, { host, port, webhookSecrets: [webhookSecret], embedderLoaded })
  opened.push(() => server.close())
  standIn.sendWebhooksTo(`${server.url}/webhooks/github`, webhookSecret)
  await deps.jobs.work(deps)
  return { url: server.url, adminKey }
}
