import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerRequest, type StandInRequest, type StandInWorld } from './answer-request.ts'
import { renderIssuePage } from './render-issue-page.ts'
import { complaint, type FaultPlan, type Reply, replyInstead } from './stand-in-faults.ts'
import { findIssue } from './stand-in-state.ts'

/** One request as it arrived, and what became of it. The Authorization header is left out. */
export type SeenRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  body: unknown
  /** GitHub's own answer; undefined when a fault stood in its place, before anything was carried out. */
  reply: Reply | undefined
}

export function createStandInServer(
  world: StandInWorld,
  faults: FaultPlan,
  seen: (request: SeenRequest) => void,
): Server {
  return createServer((request, response) => {
    handle(world, faults, seen, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`The stand-in itself failed: ${error}`)
    })
  })
}

async function handle(
  world: StandInWorld,
  faults: FaultPlan,
  seen: (request: SeenRequest) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET'
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://stand-in')
  const page = method === 'GET' ? issuePage(world, path) : undefined
  if (page !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    return
  }

  const text = await readBody(request)
  const body = parse(text)
  const { authorization, ...headers } = request.headers
  const fault = faults.take(method, path)
  const replaced = fault && replyInstead(fault)
  const skipped = replaced !== undefined || fault?.kind === 'hang' || fault?.kind === 'reset_before_commit'
  const reply = skipped ? undefined : answer(world, { method, path, query, body, authorization }, text)
  seen({ method, path, query, headers, body, reply })

  const sent = replaced ?? reply
  if (fault?.kind === 'hang') return
  if (sent === undefined || fault?.kind === 'lost_after_commit') {
    request.socket.destroy()
    return
  }
  if (fault?.kind === 'bad_gateway_after_commit') {
    send(response, {
      status: 502,
      body: '<h1>502 Bad Gateway</h1>',
      headers: { 'content-type': 'text/html' },
    })
    return
  }
  const status = fault?.kind === 'odd_status' ? fault.status : sent.status
  send(response, { ...sent, status }, fault?.kind === 'truncated_body')
}

function answer(world: StandInWorld, request: StandInRequest, text: string): Reply {
  const malformed = text !== '' && request.body === undefined
  return malformed ? { status: 400, body: complaint('Problems parsing JSON') } : answerRequest(world, request)
}

function send(response: ServerResponse, { status, body, headers }: Reply, truncated = false): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    ...headers,
  })
  if (!truncated) response.end(bytes)
  else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
}

function issuePage({ state }: StandInWorld, path: string): string | undefined {
  const [, owner, name, number] = /^\/([^/]+)\/([^/]+)\/issues\/(\d+)$/.exec(path) ?? []
  const repository = owner === undefined ? undefined : state.repository(`${owner}/${name}`)
  const issue = repository && findIssue(repository, Number(number))
  return repository && issue && renderIssuePage(repository, issue)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
