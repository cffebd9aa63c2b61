import { openApi, type Remote } from '../api-client.ts'
import { askProducts } from './ask-products.ts'
import { type Finding, fine, reasonOf, wrong } from './finding.ts'

const viewer = '{ viewer { organization { name } member { name } scopes } }'
type Viewer = { viewer: { organization: { name: string }; member: { name: string }; scopes: string[] } }

/** What a running service tells of itself over HTTP. */
export async function askService(remote: Remote): Promise<Finding[]> {
  const ready = await fetch(`${remote.url}/readyz`).catch((error: unknown) => error)
  if (!(ready instanceof Response)) {
    return [wrong(`service: no answer from ${remote.url}`, 'Check --url, and that the service is up.')]
  }
  const findings = [
    ready.ok
      ? fine(`service: ${remote.url} is up and ready`)
      : wrong(`service: up, but not ready: ${await ready.text()}`, 'Its log says what it waits for.'),
  ]
  const api = openApi(remote)
  try {
    const { member, organization, scopes } = (await api.ask<Viewer>(viewer)).viewer
    findings.push(fine(`key: ${member.name} of ${organization.name}, ${scopes.join(', ')}`))
    findings.push(...(await askProducts(api)))
  } catch (error) {
    findings.push(wrong(`key: ${reasonOf(error)}`, 'bothways keys create makes one.'))
  }
  const metrics = await fetch(`${remote.url}/metrics`)
    .then((response) => response.text())
    .catch(() => '')
  return [...findings, ...readMetrics(metrics)]
}

function readMetrics(text: string): Finding[] {
  const sum = (pattern: RegExp) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
  const dead = sum(/^bothways_jobs\{queue="dead-letters",state="waiting"/)
  const blocked = sum(/^bothways_tickets\{state="(BLOCKED|UNKNOWN)"/)
  return [
    fine(`jobs waiting: ${sum(/^bothways_jobs\{queue="(?!dead-letters).*state="waiting"/)}`),
    fine(`reports that wait to be grouped: ${sum(/^bothways_reports_waiting/)}`),
    dead === 0 ? fine('failed jobs: none') : wrong(`failed jobs: ${dead}`, 'bothways jobs tells why.'),
    blocked === 0
      ? fine('tickets: none is stuck')
      : wrong(`tickets blocked or uncertain: ${blocked}`, 'Their explanation in the API says why.'),
  ]
}
