import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { answerRequest } from './answer-request.ts'
import { editMeanwhile } from './edit-meanwhile.ts'
import type { LateCommits } from './late-commits.ts'
import { renderIssuePage } from './render-issue-page.ts'
import { complaint, type Fault, type FaultPlan, type Reply, replyInstead } from './stand-in-faults.ts'
import { findIssue } from './stand-in-state.ts'
import type { StandInRequest, StandInWorld } from './stand-in-world.ts'

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

export type StandInServing = {
  world: StandInWorld
  faults: FaultPlan
  late: LateCommits
  /** Every answer comes after so many milliseconds. */
  latencyMs: number
  seen(request: SeenRequest): void
  /** A request seen before was carried out late. */
  seenLate(request: SeenRequest): void
}

export function createStandInServer(serving: StandInServing): Server {
  return createServer((request, response) => {
    handle(serving, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`The stand-in itself failed: ${error}`)
    })
  })
}

async function handle(
  serving: StandInServing,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world, faults, latencyMs, seen } = serving
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
  if (fault?.kind === 'edit_meanwhile') editMeanwhile(world, path, fault.edit, fault.by ?? 'somebody')
  const carryOut = () => answer(world, { method, path, query, body, authorization }, text)
  const replaced = fault && replyInstead(fault)
  const reply = replaced !== undefined || isSkipped(fault) ? undefined : carryOut()
  const exchange = { method, path, query, headers, body, reply }
  seen(exchange)
  if (fault?.kind === 'late_commit') {
    serving.late.add(() => serving.seenLate({ ...exchange, reply: carryOut() }), fault.afterMs)
  }
  if (latencyMs > 0) await wait(latencyMs)
  respond(request, response, fault, replaced ?? reply)
}

function isSkipped(fault: Fault | undefined): boolean {
  return fault !== undefined && ['hang', 'late_commit', 'reset_before_commit'].includes(fault.kind)
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
  sent: Reply | undefined,
): void {
  if (fault?.kind === 'hang' || fault?.kind === 'late_commit') return
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
