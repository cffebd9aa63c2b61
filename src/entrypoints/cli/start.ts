import { ensureOrganization } from '../../accounts/ensure-organization.ts'
import type { Env } from '../../env.ts'
import { openService } from '../open-service.ts'
import { startServer } from '../server/start-server.ts'
import { untilStopped } from './until-stopped.ts'

export const roles = ['all', 'server', 'worker'] as const
export type Role = (typeof roles)[number]

/** Runs the service until it is told to stop. */
export async function start(env: Env, role: Role, print: (line: string) => void): Promise<void> {
  const works = role !== 'server'
  const service = await openService(env, { works })
  const { deps } = service
  const key = await ensureOrganization(deps)
  if (key !== null) {
    print(
      `First start: an organization was created. Its admin key is shown here and never again:\n\n  ${key}\n`,
    )
  }
  const server =
    role === 'worker'
      ? null
      : await startServer(deps, {
          host: env.host,
          port: env.port,
          webhookSecrets: env.github?.webhookSecrets ?? [],
          embedderLoaded: service.embedderLoaded,
        })
  if (works) {
    await deps.jobs.work(deps)
    await deps.events.announce(deps, 'worker.started', {})
  }
  if (server) print(`Bothways is up: ${server.url}/graphql (GraphiQL in a browser), ${server.url}/metrics`)
  else print('Bothways works off jobs.')

  await untilStopped()
  deps.log.info('stopping')
  await server?.close()
  await service.close()
}
