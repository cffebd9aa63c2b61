import type { GitHub, Read } from '../../../github/github.ts'
import type { GitHubConfig } from '../../../github/github-config.ts'
import { openGitHub } from '../../../github/open-github.ts'
import type { Database } from '../../../platform/database/open-database.ts'
import type { Log } from '../../../platform/log.ts'
import { type Finding, fine, reasonOf, unknown, wrong } from './finding.ts'

/** Who we are in GitHub, and for each product whether tickets can be opened in its repository. */
export async function checkGitHub(
  config: GitHubConfig | null,
  database: Database | null,
  log: Log,
): Promise<Finding[]> {
  if (config === null) {
    return [
      unknown('GitHub: ticketing is off, tickets wait', 'Set GITHUB_TOKEN, or GITHUB_APP_ID and its key.'),
    ]
  }
  const github = openGitHub(config, { log })
  const login = await github.login().catch((error: unknown) => ({ failure: reasonOf(error) }))
  if (typeof login !== 'string') {
    return [wrong(`GitHub: ${login.failure}`, 'Check the credentials, GITHUB_API_URL and the network.')]
  }
  const products = (await database?.prisma.product.findMany({ orderBy: { key: 'asc' } })) ?? []
  const findings = [fine(`GitHub: ${config.apiUrl} as ${login}`)]
  for (const { key, repository } of products) {
    findings.push(
      repository === null
        ? unknown(`product ${key}: no repository, so no tickets`, 'Name one with updateProduct.')
        : await checkRepository(github, { key, repository }, config.auth.kind === 'app' ? null : login),
    )
  }
  return findings
}

/** @param login whose right to write is asked for; null for an App, whose rights GitHub does not tell this way */
async function checkRepository(
  github: GitHub,
  { key, repository }: { key: string; repository: string },
  login: string | null,
): Promise<Finding> {
  const bad = (what: string, next: string) => wrong(`product ${key}: ${repository} ${what}`, next)
  const read = await github.readRepository(repository)
  if (read.outcome !== 'ok') {
    return bad(`can't be read: ${explain(read)}`, 'Check its name, and that the credentials may see it.')
  }
  if (read.value.archived) return bad('is archived', 'Unarchive it, or name another one with updateProduct.')
  if (!read.value.hasIssues) return bad('has its issues switched off', 'Switch them on in its settings.')
  if (login !== null) {
    const permission = await github.permissionOf(repository, login)
    if (permission.outcome !== 'ok') {
      return bad(`does not tell what ${login} may do: ${explain(permission)}`, 'Give it write permission.')
    }
    if (permission.value !== 'write' && permission.value !== 'admin') {
      return bad(`lets ${login} only ${permission.value}`, `Give ${login} write permission there.`)
    }
  }
  const renamed = read.value.fullName === repository ? '' : `, now named ${read.value.fullName}`
  return fine(`product ${key}: ${repository}${renamed}, issues on${login === null ? '' : ', writable'}`)
}

function explain(failure: Exclude<Read<unknown>, { outcome: 'ok' }>): string {
  switch (failure.outcome) {
    case 'limited':
      return `over the rate limit until ${failure.retryAt.toISOString()}`
    case 'unavailable':
      return failure.reason
    case 'missing':
    case 'refused':
      return failure.message
  }
}
