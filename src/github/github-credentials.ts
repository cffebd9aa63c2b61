import { createPrivateKey } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import type { Read } from './github.ts'
import type { GitHubAppCredentials, GitHubConfig } from './github-config.ts'
import { type Failure, failureOf, readFailure } from './github-failure.ts'
import { appSchema, installationSchema, userSchema } from './github-schemas.ts'
import type { GitHubTransport } from './github-transport.ts'

type Authorization = { outcome: 'ok'; header: string } | Failure

export type GitHubCredentials = {
  /** Whether asking again with `fresh` can help after a 401. */
  renewable: boolean
  authorize(owner: string, repo: string, fresh: boolean): Promise<Authorization>
  readLogin(): Promise<Read<string>>
}

/** Throws when the App's private key cannot be read; the message never quotes it. */
export function openCredentials(
  auth: GitHubConfig['auth'],
  transport: GitHubTransport,
  now: () => Date,
): GitHubCredentials {
  return auth.kind === 'token'
    ? tokenCredentials(auth.token, transport, now)
    : appCredentials(auth, transport, now)
}

function tokenCredentials(token: string, transport: GitHubTransport, now: () => Date): GitHubCredentials {
  const header = `Bearer ${token}`
  return {
    renewable: false,
    authorize: async () => ({ outcome: 'ok', header }),
    async readLogin() {
      const answer = await transport.send('GET /user', {}, header)
      const login = userSchema.safeParse(
        answer.kind === 'answered' && answer.status === 200 ? answer.data : null,
      )
      return login.success ? { outcome: 'ok', value: login.data } : readFailure(failureOf(answer, now()))
    },
  }
}

function appCredentials(
  { appId, privateKey }: GitHubAppCredentials,
  transport: GitHubTransport,
  now: () => Date,
): GitHubCredentials {
  const auth = createAppAuth({
    appId,
    privateKey: readPrivateKey(privateKey),
    request: transport.octokit.request,
  })
  const asApp = async (route: string, parameters: object) => {
    const { token } = await auth({ type: 'app' })
    return transport.send(route, parameters, `Bearer ${token}`)
  }
  const installations = new Map<string, string>()

  const findInstallation = async (owner: string, repo: string): Promise<Read<string>> => {
    const known = installations.get(`${owner}/${repo}`)
    if (known !== undefined) return { outcome: 'ok', value: known }
    const answer = await asApp('GET /repos/{owner}/{repo}/installation', { owner, repo })
    const found = installationSchema.safeParse(
      answer.kind === 'answered' && answer.status === 200 ? answer.data : null,
    )
    if (!found.success) return readFailure(failureOf(answer, now()))
    installations.set(`${owner}/${repo}`, found.data)
    return { outcome: 'ok', value: found.data }
  }

  const installationToken = async (installationId: string, refresh: boolean): Promise<Authorization> => {
    try {
      const { token } = await auth({ type: 'installation', installationId, refresh })
      if (token) return { outcome: 'ok', header: `Bearer ${token}` }
    } catch (error) {
      return failureOf(transport.answerOf(error), now())
    }
    // An answer that was no JSON is kept by the library as an empty token: ask past its memory, once.
    return refresh
      ? { outcome: 'unavailable', reason: 'GitHub answered without an installation token.' }
      : installationToken(installationId, true)
  }

  const authorize = async (owner: string, repo: string, fresh: boolean): Promise<Authorization> => {
    const known = installations.has(`${owner}/${repo}`)
    const installation = await findInstallation(owner, repo)
    if (installation.outcome === 'missing') return notInstalled(owner, repo)
    if (installation.outcome !== 'ok') return installation
    const token = await installationToken(installation.value, fresh)
    if (token.outcome !== 'refused' || token.reason !== 'not_found') return token
    // Uninstalled; perhaps installed anew since, under another id.
    installations.delete(`${owner}/${repo}`)
    return known ? authorize(owner, repo, true) : notInstalled(owner, repo)
  }

  return {
    renewable: true,
    authorize,
    async readLogin() {
      const answer = await asApp('GET /app', {})
      const login = appSchema.safeParse(
        answer.kind === 'answered' && answer.status === 200 ? answer.data : null,
      )
      return login.success ? { outcome: 'ok', value: login.data } : readFailure(failureOf(answer, now()))
    },
  }
}

function notInstalled(owner: string, repo: string): Failure {
  return {
    outcome: 'refused',
    reason: 'not_found',
    message: `The GitHub App is not installed on ${owner}/${repo}, or the repository does not exist.`,
  }
}

/** PKCS#1 or PKCS#8 in, PKCS#8 out, which is what signing needs. */
function readPrivateKey(pem: string): string {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    throw new Error(
      'The private key of the GitHub App cannot be read. It must be the whole PEM file, from -----BEGIN to END-----, ' +
        'with line ends as they are or written as \\n.',
    )
  }
}
