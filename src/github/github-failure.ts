import { z } from 'zod'
import type { Limited, ReadFailure, RefusalReason, Refused, WriteFailure } from './github.ts'
import type { Answer, AnswerHeaders } from './github-transport.ts'
import { hideSecrets } from './hide-secrets.ts'

export type Failure = Refused | Limited | { outcome: 'unavailable'; reason: string }

const complaint = z.object({
  message: z.string(),
  errors: z
    .array(
      z.union([
        z.string(),
        z.object({
          message: z.string().optional(),
          field: z.string().optional(),
          code: z.string().optional(),
        }),
      ]),
    )
    .optional()
    .catch(undefined),
})

/** Why an answer is not the one that was hoped for. */
export function failureOf(answer: Answer, now: Date): Failure {
  if (answer.kind === 'lost') return { outcome: 'unavailable', reason: answer.reason }
  const { status, headers, data } = answer
  const said = complaint.safeParse(data)
  const message = said.success ? sentence(said.data) : ''
  if (isLimit(status, headers, message)) return { outcome: 'limited', retryAt: retryAt(headers, now) }
  // Only GitHub's own JSON counts as a no: a proxy's error page says nothing about what GitHub did.
  const reason = said.success ? refusalReason(status, message) : undefined
  if (reason !== undefined) return { outcome: 'refused', reason, message }
  if (status >= 300 && status < 400) {
    return { outcome: 'unavailable', reason: `GitHub answered ${status}: the repository has moved.` }
  }
  const detail = message === '' ? 'without the JSON that was expected' : `with "${message}"`
  return { outcome: 'unavailable', reason: `GitHub answered ${status} ${detail}.` }
}

export function readFailure(failure: Failure): ReadFailure {
  return failure.outcome === 'refused' && failure.reason === 'not_found'
    ? { outcome: 'missing', message: failure.message }
    : failure
}

export function writeFailure(failure: Failure): WriteFailure {
  return failure.outcome === 'unavailable' ? { outcome: 'ambiguous', reason: failure.reason } : failure
}

function refusalReason(status: number, message: string): RefusalReason | undefined {
  switch (status) {
    case 400:
    case 422:
      return 'invalid'
    case 401:
      return 'unauthorized'
    case 403:
      if (/installation\b.*\bsuspended/i.test(message)) return 'suspended'
      return /archived/i.test(message) ? 'archived' : 'forbidden'
    case 404:
      return 'not_found'
    case 410:
      return /disabled/i.test(message) ? 'issues_disabled' : 'not_found'
    case 451:
      return 'forbidden'
    default:
      return undefined
  }
}

function sentence({ message, errors = [] }: z.infer<typeof complaint>): string {
  const details = errors.map((error) =>
    typeof error === 'string' ? error : [error.field, error.message ?? error.code].filter(Boolean).join(' '),
  )
  return hideSecrets([message, ...details.filter((detail) => detail !== '')].join(': '), [])
}

function isLimit(status: number, headers: AnswerHeaders, message: string): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit|abuse detection/i.test(message)
  )
}

const longestWaitMs = 24 * 60 * 60 * 1000

/** Retry-After (seconds or a date), else the quota's reset and a second, else a minute; within a day. */
function retryAt(headers: AnswerHeaders, now: Date): Date {
  const wait = retryAfterMs(headers, now) ?? resetMs(headers, now) ?? 60_000
  return new Date(now.getTime() + Math.min(Math.max(wait, 1000), longestWaitMs))
}

function retryAfterMs(headers: AnswerHeaders, now: Date): number | undefined {
  const value = String(headers['retry-after'] ?? '').trim()
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : date - now.getTime()
}

function resetMs(headers: AnswerHeaders, now: Date): number | undefined {
  const value = String(headers['x-ratelimit-reset'] ?? '').trim()
  if (String(headers['x-ratelimit-remaining']) !== '0' || !/^\d+$/.test(value)) return undefined
  return Number(value) * 1000 + 1000 - now.getTime()
}
