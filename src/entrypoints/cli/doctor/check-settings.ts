import { satisfies } from 'semver'
import type { Env } from '../../../env.ts'
import { type Finding, fine, wrong } from './finding.ts'

/** What package.json asks for, too. */
const neededNode = '>=20.19'

export function checkNode(version: string): Finding {
  return satisfies(version, neededNode)
    ? fine(`Node.js ${version}`)
    : wrong(`Node.js ${version} is too old`, `Install Node.js ${neededNode.replace('>=', '')} or newer.`)
}

export function checkSettings(env: Env): Finding[] {
  const findings = [fine(`settings: ${env.publicUrl}, would listen on ${env.host}:${env.port}`)]
  const { hostname } = new URL(env.publicUrl)
  if (env.github !== null && env.github.webhookSecrets.length === 0) {
    findings.push(
      wrong(
        'GITHUB_WEBHOOK_SECRET is not set: what happens in GitHub does not come back',
        'Set it here and in a webhook of the repository to PUBLIC_URL/webhooks/github.',
      ),
    )
  } else if (env.github !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    findings.push(
      wrong(
        `PUBLIC_URL is ${env.publicUrl}: GitHub can't reach it, and links in tickets lead nowhere`,
        'Set PUBLIC_URL to the address under which people and GitHub reach this service.',
      ),
    )
  }
  return findings
}
