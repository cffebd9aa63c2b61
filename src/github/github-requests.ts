import type { Installation, Read, Refused, WriteFailure } from './github.ts'
import type { Account, GitHubCredentials } from './github-credentials.ts'
import { type Failure, failureOf, readFailure, writeFailure } from './github-failure.ts'
import type { Answer, AnswerHeaders, GitHubTransport } from './github-transport.ts'

/** What is asked of GitHub: the one status that is success, and how its body must look. */
export type GitHubRequest<Value> = {
  route: string
  parameters: object
  success: 200 | 201
  schema: { safeParse(data: unknown): { success: true; data: Value } | { success: false } }
}

export function get<Value>(
  path: string,
  parameters: object,
  schema: GitHubRequest<Value>['schema'],
): GitHubRequest<Value> {
  return { route: `GET ${path}`, parameters, success: 200, schema }
}

/** A repository, `owner/name`, or all of an organization. */
export type Place = string | { organization: string }

export type GitHubLog = { warn(facts: object, message: string): void }

export type GitHubRequests = {
  ask<Value>(place: Place, request: GitHubRequest<Value>): Promise<Success<Value> | Failure>
  read<Value>(place: Place, request: GitHubRequest<Value>): Promise<Read<Value>>
  readInstallation(repository: string): Promise<Read<Installation | null>>
  write<Value>(repository: string, request: GitHubRequest<Value>): Promise<Success<Value> | WriteFailure>
}

type Success<Value> = { outcome: 'ok'; value: Value; headers: AnswerHeaders }

export function openRequests(
  transport: GitHubTransport,
  credentials: GitHubCredentials,
  log: GitHubLog,
  now: () => Date,
): GitHubRequests {
  const send = async (place: Place, route: string, parameters: object): Promise<Answer | Failure> => {
    const account = accountIn(place)
    if ('outcome' in account) return account
    const { owner, repo } = account
    const attempt = async (fresh: boolean) => {
      const authorized = await credentials.authorize(account, fresh)
      if (authorized.outcome !== 'ok') return authorized
      const whose = repo === null ? { org: owner } : { owner, repo }
      return transport.send(route, { ...whose, ...parameters }, authorized.header)
    }
    const first = await attempt(false)
    // A revoked installation token stays in the library's memory. A 401 means that nothing was done yet.
    const revoked = 'kind' in first && first.kind === 'answered' && first.status === 401
    return revoked && credentials.renewable ? attempt(true) : first
  }

  const ask: GitHubRequests['ask'] = async (place, { route, parameters, success, schema }) => {
    const answer = await send(place, route, parameters)
    if ('kind' in answer && answer.kind === 'answered' && answer.status === success) {
      const parsed = schema.safeParse(answer.data)
      if (parsed.success) return { outcome: 'ok', value: parsed.data, headers: answer.headers }
    }
    const failure = 'kind' in answer ? failureOf(answer, now()) : answer
    const where = typeof place === 'string' ? { repository: place } : place
    log.warn({ ...where, route, ...failure }, 'GitHub did not do what was asked')
    return failure
  }

  return {
    ask,
    async read(place, request) {
      const answer = await ask(place, request)
      return answer.outcome === 'ok' ? { outcome: 'ok', value: answer.value } : readFailure(answer)
    },
    async readInstallation(repository) {
      const account = accountIn(repository)
      return 'outcome' in account ? account : credentials.readInstallation(account)
    },
    async write(repository, request) {
      const answer = await ask(repository, request)
      return answer.outcome === 'ok' ? answer : writeFailure(answer)
    },
  }
}

/** Refuses a name that could lead to another path. */
function accountIn(place: Place): Account | Refused {
  if (typeof place !== 'string') {
    const { organization } = place
    return /^[\w-]+$/.test(organization)
      ? { owner: organization, repo: null }
      : misnamed(organization, 'an organization.')
  }
  const [, owner, repo] = /^([\w-][\w.-]*)\/((?!\.{1,2}$)[\w.-]+)$/.exec(place) ?? []
  return owner === undefined || repo === undefined
    ? misnamed(place, 'a repository; write owner/name.')
    : { owner, repo }
}

function misnamed(name: string, wanted: string): Refused {
  return { outcome: 'refused', reason: 'invalid', message: `"${name.slice(0, 140)}" is not ${wanted}` }
}
