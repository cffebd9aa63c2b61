import { type ConnectionFinding, checkConnection } from '../../../catalog/check-connection.ts'
import type { GitHubConfig } from '../../../github/github-config.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type Finding, fine, reasonOf, unknown, wrong } from './finding.ts'

/** Who we are in GitHub, and for each product what connectRepository would find now. */
export async function checkGitHub(config: GitHubConfig | null, deps: Deps): Promise<Finding[]> {
  const { github, database } = deps
  if (config === null || github === null) {
    return [
      unknown('GitHub: ticketing is off, tickets wait', 'Set GITHUB_TOKEN, or GITHUB_APP_ID and its key.'),
    ]
  }
  const login = await github.login().catch((error: unknown) => ({ failure: reasonOf(error) }))
  if (typeof login !== 'string') {
    return [wrong(`GitHub: ${login.failure}`, 'Check the credentials, GITHUB_API_URL and the network.')]
  }
  const findings = [fine(`GitHub: ${config.apiUrl} as ${login}`)]
  for (const product of await database.prisma.product.findMany({ orderBy: { key: 'asc' } })) {
    const found = await checkConnection(deps, product)
    findings.push(...found.map((finding) => tell(product.key, product.repositoryId === null, finding)))
  }
  return findings
}

function tell(key: string, isUnconnected: boolean, { ok, message, nextStep }: ConnectionFinding): Finding {
  const what = `product ${key}: ${message}`
  if (ok) return fine(what)
  const next = nextStep ?? 'Connect it again with connectRepository.'
  return isUnconnected ? unknown(what, next) : wrong(what, next)
}
