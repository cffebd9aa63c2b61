import { isUtf8 } from 'node:buffer'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Deps } from '../../platform/deps.ts'
import { openDeliveryIntake } from '../../repositories/receive-deliveries.ts'
import { answerJson } from './answer-json.ts'
import { createGraphQLServer } from './create-graphql-server.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { readBody } from './read-body.ts'
import { receiveWebhook } from './receive-webhook.ts'
import { redirectToProblem } from './redirect-to-problem.ts'

export type ServerOptions = {
  host: string
  port: number
  webhookSecrets: readonly string[]
  embedderLoaded?: () => boolean
}

export type RunningServer = {
  /** http://host:port, with the port that was taken. */
  url: string
  /** Answers what is under way, ends open event streams, and stops. */
  close(): Promise<void>
}

/** Room for 500 reports of an ordinary length; the longest ones need smaller batches. */
const bodyLimit = 8 * 1024 * 1024
/** How long a stopping server waits for answers under way before it cuts event streams off. */
const graceMs = 3_000

export async function startServer(deps: Deps, options: ServerOptions): Promise<RunningServer> {
  const metrics = openMetrics(deps)
  const yoga = createGraphQLServer(deps)
  const deliveries = openDeliveryIntake(deps)
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    '/graphql': (request, response) => answerGraphQL(yoga, request, response),
    '/webhooks/github': (request, response) =>
      receiveWebhook(deliveries, options.webhookSecrets, metrics, request, response),
    '/problems': redirectToProblem,
    '/healthz': (_request, response) => answerJson(response, 200, { status: 'up' }),
    '/readyz': (_request, response) => answerReady(deps, options.embedderLoaded ?? (() => true), response),
    '/metrics': async (_request, response) => {
      const text = await metrics.registry.metrics()
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text)
    },
  }
  const server = createServer((request, response) => void answer(deps, metrics, routes, request, response))
  server.requestTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
      deliveries.close()
      await yoga.dispose()
    },
  }
}

async function answer(
  deps: Deps,
  metrics: Metrics,
  routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const route = path.startsWith('/problems/') ? '/problems' : Object.hasOwn(routes, path) ? path : 'other'
  const stop = metrics.requests.startTimer({ route })
  response.once('close', () => stop({ status: response.statusCode }))
  try {
    const handle = routes[route]
    if (handle === undefined)
      answerJson(response, 404, { error: `There is nothing at ${path}. The API is at /graphql.` })
    else await handle(request, response)
  } catch (error) {
    deps.log.error({ err: error, route }, 'a request failed')
    answerJson(response, 500, { error: 'Something went wrong here. Try again; it is in the log.' })
  }
}

async function answerReady(
  deps: Deps,
  embedderLoaded: () => boolean,
  response: ServerResponse,
): Promise<void> {
  const reached = await deps.database.pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
  // Reports are taken without an embedder too, so it does not decide.
  const state = { database: reached, embedder: embedderLoaded() }
  answerJson(response, reached ? 200 : 503, state)
}

async function answerGraphQL(
  yoga: ReturnType<typeof createGraphQLServer>,
  request: IncomingMessage & { body?: unknown },
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST') {
    const refuse = (status: number, code: string, message: string) =>
      answerJson(response, status, { errors: [{ message, extensions: { code } }] })
    if (Number(request.headers['content-length']) > bodyLimit) return refuse(413, 'TOO_LARGE', tooLarge)
    const body = await readBody(request, bodyLimit)
    if (body === null) return refuse(413, 'TOO_LARGE', tooLarge)
    if (!isUtf8(body))
      return refuse(
        400,
        'INVALID_INPUT',
        'The request is not valid UTF-8. Encode it as UTF-8 and send it again.',
      )
    request.body = body
  }
  await yoga(request, response)
}

const tooLarge = `A request has at most ${bodyLimit / 1024 / 1024} MB. Send fewer reports at once.`
