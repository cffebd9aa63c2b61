import { ensureOrganization } from '../../accounts/ensure-organization.ts'
import type { Env } from '../../env.ts'
import { openService, type Service } from '../open-service.ts'
import { type RunningServer, startServer } from '../server/start-server.ts'
import { untilStopped } from './until-stopped.ts'
import { CommandRefused } from './usage-error.ts'

export const roles = ['all', 'server', 'worker'] as const
export type Role = (typeof roles)[number]

/** Runs the service until it is told to stop. However it ends, the database is closed. */
export async function start(env: Env, role: Role, print: (line: string) => void): Promise<void> {
  // Listened for from the beginning: asked to stop while it starts, it starts, and stops.
  const stopped = untilStopped()
  const service = await openService(env, { works: role !== 'server' })
  try {
    await serve(service, env, role, print, stopped)
  } finally {
    await service.close()
  }
}

async function serve(
  service: Service,
  env: Env,
  role: Role,
  print: (line: string) => void,
  stopped: Promise<void>,
): Promise<void> {
  const { deps } = service
  const server = role === 'worker' ? null : await listen(service, env)
  try {
    if (role !== 'server') {
      await deps.jobs.work(deps)
      await deps.events.announce(deps, 'worker.started', {})
    }
    // Last: nothing can fail any more between making the key and showing it.
    const key = await ensureOrganization(deps)
    if (key !== null) {
      print(
        `First start: an organization was created. Its admin key is shown here and never again:\n\n  ${key}\n`,
      )
    }
    if (server) print(`Bothways is up: ${server.url}/graphql (GraphiQL in a browser), ${server.url}/metrics`)
    else print('Bothways works off jobs.')
    await stopped
    deps.log.info('stopping')
  } finally {
    await server?.close()
  }
}

/** @throws CommandRefused where another process listens there */
async function listen({ deps, embedderLoaded }: Service, env: Env): Promise<RunningServer> {
  const { host, port } = env
  const webhookSecrets = env.github?.webhookSecrets ?? []
  try {
    return await startServer(deps, { host, port, webhookSecrets, embedderLoaded })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
    throw new CommandRefused(`Port ${port} is taken: set PORT to another, or stop the process that has it.`, {
      cause,
    })
  }
}
