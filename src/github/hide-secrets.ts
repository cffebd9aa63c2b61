const tokenShapes =
  /\b(?:[0-9a-f]{40}\b|gh[a-z]_\w{10,}|github_pat_\w{10,}|v1\.[0-9a-f]{40}|eyJ[\w-]+\.[\w-]+\.[\w-]+)/g
const longestMessage = 300

/**
 * A sentence from GitHub, a proxy or the network library, made fit for logs and for people: known secrets and
 * whatever looks like a token taken out, one line, at most 300 characters. The network library quotes a header
 * that it finds malformed, token included.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    if (secret.length > 0) clean = clean.replaceAll(secret, '[secret]')
  }
  clean = clean
    .replace(tokenShapes, '[secret]')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage).toWellFormed()}…` : clean
}
