import { Octokit, RequestError } from 'octokit'
import { fetchWithin } from './fetch-within.ts'
import type { GitHubConfig } from './github-config.ts'
import { hideSecrets } from './hide-secrets.ts'

/** What came back on the wire. A status alone proves nothing: see failureOf and the schemas. */
export type Answer =
  | { kind: 'answered'; status: number; headers: AnswerHeaders; data: unknown }
  /** No complete HTTP answer: reset, timeout, or one that cannot be read. */
  | { kind: 'lost'; reason: string }

export type AnswerHeaders = Readonly<Record<string, string | number | undefined>>

export type GitHubTransport = {
  /** One request, never repeated. `authorization` is the whole header. */
  send(route: string, parameters: object, authorization: string): Promise<Answer>
  /** Runs calls that a library makes through `octokit.request`, and turns what it throws into an answer. */
  answerOf(error: unknown): Answer
  octokit: Octokit
}

const apiVersion = '2022-11-28'

export function openTransport(
  config: GitHubConfig,
  baseFetch: typeof globalThis.fetch,
  warn: (message: string) => void,
): GitHubTransport {
  const secrets = config.auth.kind === 'token' ? [config.auth.token] : [config.auth.privateKey]
  // Also serves what @octokit/auth-app asks for: it goes through the same octokit.
  const guarded = fetchWithin(new URL(config.apiUrl).origin, baseFetch)
  const fetchInTime: typeof fetch = (url, init) =>
    guarded(url, { ...init, signal: AbortSignal.timeout(config.timeoutMs) })
  const octokit = new Octokit({
    baseUrl: config.apiUrl.replace(/\/+$/, ''),
    userAgent: 'bothways',
    // Both plugins repeat a POST, or hold every repository back behind one that hangs. Our jobs do the waiting.
    retry: { enabled: false },
    throttle: { enabled: false },
    request: { fetch: fetchInTime, retries: 0 },
    log: {
      debug: () => {},
      info: () => {},
      warn: (message) => warn(hideSecrets(message, secrets)),
      error: (message) => warn(hideSecrets(message, secrets)),
    },
  })

  const answerOf = (error: unknown): Answer => {
    if (error instanceof RequestError && error.response !== undefined) {
      const { status, headers, data } = error.response
      return { kind: 'answered', status, headers, data }
    }
    if (timedOut(error)) return { kind: 'lost', reason: `GitHub gave no answer in ${config.timeoutMs} ms.` }
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'lost', reason: `No answer from GitHub: ${hideSecrets(message, secrets)}` }
  }

  return {
    octokit,
    answerOf,
    async send(route, parameters, authorization) {
      try {
        const answer = await octokit.request(route, {
          ...parameters,
          headers: { authorization, 'x-github-api-version': apiVersion },
        })
        return { kind: 'answered', status: answer.status, headers: answer.headers, data: answer.data }
      } catch (error) {
        return answerOf(error)
      }
    },
  }
}

function timedOut(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'TimeoutError' || timedOut(error.cause)
}
