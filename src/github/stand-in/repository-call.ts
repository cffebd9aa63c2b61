import type { z } from 'zod'
import type { Presenter } from './present-github.ts'
import type { Changed, StandInEvent } from './stand-in-event.ts'
import { complaint, type Reply } from './stand-in-faults.ts'
import type { StandInState } from './stand-in-state.ts'
import type { StandInRepository, StandInUser } from './stand-in-types.ts'

/** A request about one repository. */
export type RepositoryCall = {
  state: StandInState
  presenter: Presenter
  repository: StandInRepository
  caller: StandInUser
  method: string
  /** What follows `/repos/{owner}/{repo}`. */
  rest: string
  query: URLSearchParams
  body: unknown
  emit(events: StandInEvent[]): void
}

export type Answerer = (call: RepositoryCall, parameters: string[]) => Reply
export type Route = [method: string, rest: RegExp, answer: Answerer]

/** Undefined when none of the routes is meant. */
export function answerFrom(routes: Route[], call: RepositoryCall): Reply | undefined {
  for (const [method, path, answer] of routes) {
    const parameters = call.method === method ? path.exec(call.rest) : null
    if (parameters !== null) return answer(call, parameters.slice(1).map(decodeURIComponent))
  }
  return undefined
}

export function commit<Value>(
  emit: (events: StandInEvent[]) => void,
  { value, events }: Changed<Value>,
): Value {
  emit(events)
  return value
}

export function notFound(): Reply {
  return { status: 404, body: complaint('Not Found') }
}

export function forbidden(): Reply {
  return { status: 403, body: complaint('Resource not accessible by personal access token') }
}

export function refuse(
  resource: string,
  ...errors: { field: string; code: string; message?: string }[]
): Reply {
  const detailed = errors.map((error) => ({ resource, ...error }))
  return { status: 422, body: { ...complaint('Validation Failed'), errors: detailed } }
}

export function invalid(resource: string, error: z.ZodError): Reply {
  const errors = error.issues.map(({ path, message }) => ({
    code: 'invalid',
    field: String(path[0] ?? ''),
    message,
  }))
  return refuse(resource, ...errors)
}

export function pageOf<Item>(
  items: Item[],
  query: URLSearchParams,
  url: string,
  present: (item: Item) => unknown,
): Reply {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100)
  const page = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (to: number) => `<${url}?${new URLSearchParams([...query, ['page', String(to)]])}>`
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size).map(present),
    headers: page < last ? { link: `${link(page + 1)}; rel="next", ${link(last)}; rel="last"` } : {},
  }
}
