import type { TypedDocumentString } from '../schema/generated/operations.ts'
import { ensureOrganization } from '../src/accounts/ensure-organization.ts'
import type { Embedder } from '../src/embedding/embedder.ts'
import { openService } from '../src/entrypoints/open-service.ts'
import { startServer } from '../src/entrypoints/server/start-server.ts'
import { readEnv } from '../src/env.ts'
import type { Deps } from '../src/platform/deps.ts'

/** The service under measurement, as `bothways start` opens it, and a client with an admin key. */
export type Subject = {
  deps: Deps
  /** @throws where the answer has errors */
  ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>
  /** Milliseconds that an empty request takes: HTTP, JSON, and the key. */
  ping(): Promise<number>
  close(): Promise<void>
}

/** @param env what it differs in from the defaults: where its data are */
export async function openSubject(
  env: { DATA_DIR: string } | { DATABASE_URL: string },
  options: { works: boolean; embedder?: Embedder } = { works: true },
): Promise<Subject> {
  const service = await openService(readEnv({ LOG_LEVEL: 'error', ...env }), options)
  const { deps } = service
  const key = await ensureOrganization(deps)
  const server = await startServer(deps, { host: '127.0.0.1', port: 0, webhookSecrets: [] })
  if (options.works) await deps.jobs.work(deps)
  const post = async (body: object) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { data?: unknown; errors?: unknown[] }
  }
  return {
    deps,
    async ask(document, variables) {
      const { data, errors } = await post({ query: String(document), variables })
      if (errors) throw new Error(JSON.stringify(errors))
      return data as never
    },
    async ping() {
      const started = performance.now()
      await post({ query: '{ __typename }' })
      return performance.now() - started
    },
    async close() {
      await server.close()
      await service.close()
    },
  }
}
