import { createPrivateKey } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import type { Installation, Read } from './github.ts'
import type { GitHubAppCredentials, GitHubConfig } from './github-config.ts'
import { type Failure, failureOf, readFailure } from './github-failure.ts'
import { appSchema, installationSchema, userSchema } from './github-schemas.ts'
import type { GitHubTransport } from './github-transport.ts'

type Authorization = { outcome: 'ok'; header: string } | Failure

/** Whose the thing asked for is; `repo` is null for what belongs to a whole organization. */
export type Account = { owner: string; repo: string | null }

export type GitHubCredentials = {
  /** Whether asking again with `fresh` can help after a 401. */
  renewable: boolean
  authorize(account: Account, fresh: boolean): Promise<Authorization>
  /** As it is now, never from memory; null for a token. */
  readInstallation(account: Account): Promise<Read<Installation | null>>
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
    readInstallation: async () => ({ outcome: 'ok', value: null }),
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

  const readInstallation = async (account: Account): Promise<Read<Installation>> => {
    const answer =
      account.repo === null
        ? await asApp('GET /orgs/{org}/installation', { org: account.owner })
        : await asApp('GET /repos/{owner}/{repo}/installation', account)
    const found = installationSchema.safeParse(
      answer.kind === 'answered' && answer.status === 200 ? answer.data : null,
    )
    if (found.success) return { outcome: 'ok', value: found.data }
    const failure = readFailure(failureOf(answer, now()))
    return failure.outcome === 'missing' ? { outcome: 'missing', message: notInstalled(account) } : failure
  }

  const findInstallation = async (account: Account): Promise<Read<string>> => {
    const known = installations.get(nameOf(account))
    if (known !== undefined) return { outcome: 'ok', value: known }
    const found = await readInstallation(account)
    if (found.outcome !== 'ok') return found
    installations.set(nameOf(account), found.value.id)
    return { outcome: 'ok', value: found.value.id }
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

  const authorize = async (account: Account, fresh: boolean): Promise<Authorization> => {
    const known = installations.has(nameOf(account))
    const installation = await findInstallation(account)
    if (installation.outcome === 'missing') {
      return { outcome: 'refused', reason: 'not_found', message: installation.message }
    }
    if (installation.outcome !== 'ok') return installation
    const token = await installationToken(installation.value, fresh)
    if (token.outcome !== 'refused' || token.reason !== 'not_found') return token
    // Uninstalled; perhaps installed anew since, under another id.
    installations.delete(nameOf(account))
    if (known) return authorize(account, true)
    return { outcome: 'refused', reason: 'not_found', message: notInstalled(account) }
  }

  return {
    renewable: true,
    authorize,
    readInstallation,
    async readLogin() {
      const answer = await asApp('GET /app', {})
      const login = appSchema.safeParse(
        answer.kind === 'answered' && answer.status === 200 ? answer.data : null,
      )
      return login.success ? { outcome: 'ok', value: login.data } : readFailure(failureOf(answer, now()))
    },
  }
}

const nameOf = ({ owner, repo }: Account): string => (repo === null ? owner : `${owner}/${repo}`)

function notInstalled(account: Account): string {
  return account.repo === null
    ? `The GitHub App is not installed on ${account.owner}, or that is no organization.`
    : `The GitHub App is not installed on ${nameOf(account)}, or the repository does not exist.`
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
