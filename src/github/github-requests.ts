import type { Read, WriteFailure } from './github.ts'
import type { GitHubCredentials } from './github-credentials.ts'
import { type Failure, failureOf, readFailure, writeFailure } from './github-failure.ts'
import type { Answer, AnswerHeaders, GitHubTransport } from './github-transport.ts'

/** What is asked of GitHub: the one status that is success, and how its body must look. */
export type GitHubRequest<Value> = {
  route: string
  parameters: object
  success: 200 | 201
  schema: { safeParse(data: unknown): { success: true; data: Value } | { success: false } }
}

export type GitHubLog = { warn(facts: object, message: string): void }

export type GitHubRequests = {
  ask<Value>(repository: string, request: GitHubRequest<Value>): Promise<Success<Value> | Failure>
  read<Value>(repository: string, request: GitHubRequest<Value>): Promise<Read<Value>>
  write<Value>(repository: string, request: GitHubRequest<Value>): Promise<Success<Value> | WriteFailure>
}

type Success<Value> = { outcome: 'ok'; value: Value; headers: AnswerHeaders }

export function openRequests(
  transport: GitHubTransport,
  credentials: GitHubCredentials,
  log: GitHubLog,
  now: () => Date,
): GitHubRequests {
  const send = async (repository: string, route: string, parameters: object): Promise<Answer | Failure> => {
    const name = /^([\w-][\w.-]*)\/((?!\.{1,2}$)[\w.-]+)$/.exec(repository)
    const [, owner, repo] = name ?? []
    if (owner === undefined || repo === undefined) {
      const message = `"${repository.slice(0, 140)}" is not a repository; write owner/name.`
      return { outcome: 'refused', reason: 'invalid', message }
    }
    const attempt = async (fresh: boolean) => {
      const authorized = await credentials.authorize(owner, repo, fresh)
      if (authorized.outcome !== 'ok') return authorized
      return transport.send(route, { owner, repo, ...parameters }, authorized.header)
    }
    const first = await attempt(false)
    // A revoked installation token stays in the library's memory. A 401 means that nothing was done yet.
    const revoked = 'kind' in first && first.kind === 'answered' && first.status === 401
    return revoked && credentials.renewable ? attempt(true) : first
  }

  const ask: GitHubRequests['ask'] = async (repository, { route, parameters, success, schema }) => {
    const answer = await send(repository, route, parameters)
    if ('kind' in answer && answer.kind === 'answered' && answer.status === success) {
      const parsed = schema.safeParse(answer.data)
      if (parsed.success) return { outcome: 'ok', value: parsed.data, headers: answer.headers }
    }
    const failure = 'kind' in answer ? failureOf(answer, now()) : answer
    log.warn({ repository, route, ...failure }, 'GitHub did not do what was asked')
    return failure
  }

  return {
    ask,
    async read(repository, request) {
      const answer = await ask(repository, request)
      return answer.outcome === 'ok' ? { outcome: 'ok', value: answer.value } : readFailure(answer)
    },
    async write(repository, request) {
      const answer = await ask(repository, request)
      return answer.outcome === 'ok' ? answer : writeFailure(answer)
    },
  }
}
