import type { GitHub } from '../../src/github/github.ts'
import type { GitHubConfig } from '../../src/github/github-config.ts'
import { type GitHubDeps, openGitHub } from '../../src/github/open-github.ts'
import type { GitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'

export type LoggedLine = { facts: object; message: string }

/** A client of the stand-in, by its token unless told otherwise, and what it logged. */
export function connectGitHub(
  { url, token }: Pick<GitHubStandIn, 'url' | 'token'>,
  config: Partial<GitHubConfig> = {},
  deps: Partial<GitHubDeps> = {},
): { client: GitHub; logged: LoggedLine[] } {
  const logged: LoggedLine[] = []
  const complete: GitHubConfig = {
    apiUrl: url,
    auth: { kind: 'token', token },
    webhookSecrets: [],
    timeoutMs: 5000,
    ...config,
  }
  const log = { warn: (facts: object, message: string) => void logged.push({ facts, message }) }
  return { client: openGitHub(complete, { log, ...deps }), logged }
}
