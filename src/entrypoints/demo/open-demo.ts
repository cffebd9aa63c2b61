import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureOrganization } from '../../accounts/ensure-organization.ts'
import type { Env } from '../../env.ts'
import { type GitHubStandIn, startGitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
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
/** Nothing is lost on the way to the stand-in and nobody minds its being written to often. */
const ticketing = { settleMs: 1_000, writeIntervalMs: 50, bodyIntervalMs: 1_000 }

/**
 * The real service on an embedded database of its own, with the stand-in in GitHub's place. What the
 * environment says of a database or of GitHub is left aside: a demo must touch neither.
 * @param dataDir null for a temporary folder
 */
export async function openDemo(env: Env, dataDir: string | null): Promise<OpenDemo> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'bothways-demo-')))
  const leave = async () => {
    if (dataDir === null) await rm(folder, { recursive: true, force: true })
  }
  const standIn = await startGitHubStandIn()
  const port = await pickPort(env.host, env.port)
  const publicUrl = `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`
  const service = await openService(
    {
      ...env,
      port,
      publicUrl,
      dataDir: folder,
      databaseUrl: null,
      logLevel: 'error',
      github: {
        apiUrl: standIn.url,
        auth: { kind: 'token', token: standIn.token },
        webhookSecrets: [webhookSecret],
        timeoutMs: 30_000,
      },
    },
    // The models are kept where the real service keeps them, so that they are prepared once.
    { works: true, ticketing, embedder: pickEmbedder(env) },
  ).catch(async (error: unknown) => {
    await standIn.close()
    await leave()
    throw error
  })
  const { deps } = service
  const server = await startServer(deps, {
    host: env.host,
    port,
    webhookSecrets: [webhookSecret],
    ready: service.ready,
  })
  const close = async () => {
    await server.close()
    await service.close()
    await standIn.close()
    await leave()
  }
  standIn.sendWebhooksTo(`${server.url}/webhooks/github`, webhookSecret)
  const adminKey = await ensureOrganization(deps)
  if (adminKey === null) {
    await close()
    throw new Error(
      `${folder} has data already. The demo needs a folder of its own: name an empty one with --data-dir, or none.`,
    )
  }
  await deps.jobs.work(deps)
  return { url: server.url, adminKey, standIn, close }
}
