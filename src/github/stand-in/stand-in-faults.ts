import type { StandInIssue } from './stand-in-types.ts'

/** What can go wrong between a client and GitHub, at the socket or in GitHub's own words. */
export type Fault =
  /** The request is carried out, then the connection breaks before any answer. */
  | { kind: 'lost_after_commit' }
  | { kind: 'bad_gateway_after_commit' }
  /** Carried out, and GitHub's own body comes under another status. */
  | { kind: 'odd_status'; status: number }
  /** Carried out and answered with the right status, but the body breaks off in the middle. */
  | { kind: 'truncated_body' }
  /** The connection breaks and nothing is carried out. */
  | { kind: 'reset_before_commit' }
  /** No answer ever; nothing is carried out. */
  | { kind: 'hang' }
  /** No answer ever; carried out after `afterMs`, or when the test calls commitLate(). */
  | { kind: 'late_commit'; afterMs?: number }
  /** Right before our PATCH of an issue is carried out, a person (`by`) changes title, body, state or labels of the copy. */
  | { kind: 'edit_meanwhile'; edit: (issue: StandInIssue) => void; by?: string }
  /** A proxy's page instead of GitHub's answer; nothing is carried out. */
  | { kind: 'html'; status?: number }
  | { kind: 'secondary_limit'; status?: 403 | 429; retryAfter?: string }
  | { kind: 'primary_limit'; status?: 403 | 429; resetAt: Date }
  /** Any status with GitHub's kind of message: 401, 404, 410, 422, 500, … */
  | { kind: 'status'; status: number; message: string }
  | { kind: 'moved'; status?: 301 | 302 | 307 | 308; location: string }

export type FaultPlan = {
  /** The next `times` requests of this method whose path matches meet the fault. */
  add(method: string, path: RegExp, fault: Fault, times?: number): void
  take(method: string, path: string): Fault | undefined
}

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> }

/** For random walks: a fault, or none, for a request that no planned fault meets. */
export type Chance = (request: { method: string; path: string }) => Fault | undefined

export function openFaultPlan(chance: Chance = () => undefined): FaultPlan {
  const planned: { method: string; path: RegExp; fault: Fault; left: number }[] = []
  return {
    add: (method, path, fault, times = 1) => planned.push({ method, path, fault, left: times }),
    take(method, path) {
      const found = planned.find((it) => it.method === method && it.path.test(path))
      if (found === undefined) return chance({ method, path })
      found.left -= 1
      if (found.left === 0) planned.splice(planned.indexOf(found), 1)
      return found.fault
    },
  }
}

/** The answer that takes the place of GitHub's own, for faults that are answers. */
export function replyInstead(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'html':
      return {
        status: fault.status ?? 200,
        body: '<!doctype html><title>Proxy</title><p>Please sign in.</p>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
      }
    case 'secondary_limit':
      return {
        status: fault.status ?? 403,
        body: complaint('You have exceeded a secondary rate limit. Please wait a few minutes.'),
        headers: fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
      }
    case 'primary_limit':
      return {
        status: fault.status ?? 403,
        body: complaint('API rate limit exceeded.'),
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.floor(fault.resetAt.getTime() / 1000)),
        },
      }
    case 'status':
      return { status: fault.status, body: complaint(fault.message) }
    case 'moved':
      return {
        status: fault.status ?? 301,
        body: { ...complaint('Moved Permanently'), url: fault.location },
        headers: { location: fault.location },
      }
    default:
      return undefined
  }
}

export function complaint(message: string): { message: string; documentation_url: string } {
  return { message, documentation_url: 'https://docs.github.com/rest' }
}
