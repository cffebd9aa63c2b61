/** How this service reaches GitHub. Built by src/env.ts; the secrets in it never reach a log or an error. */
export type GitHubConfig = {
  /** `https://api.github.com`, or `https://HOST/api/v3` for GitHub Enterprise Server. */
  apiUrl: string
  auth: { kind: 'token'; token: string } | GitHubAppCredentials
  /** The secret in use first, then those that are still accepted while it is being rotated. */
  webhookSecrets: string[]
  /** Limit for one request and its answer, in milliseconds. GitHub itself gives up after 10 s. */
  timeoutMs: number
}

export type GitHubAppCredentials = {
  kind: 'app'
  appId: string
  /** PEM, PKCS#1 or PKCS#8; line ends may be written as `\n`, as they are in most .env files. */
  privateKey: string
}
