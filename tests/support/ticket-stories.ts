import { onTestFinished } from 'vitest'
import type { StandInIssue } from '../../src/github/stand-in/stand-in-types.ts'
import { recurringTrouble } from './clock-trouble.ts'
import type { Tenant, World } from './open-world.ts'

export const minute = 60_000
export const hour = 60 * minute

/** A company with one product, `oven`, whose recurring troubles go to a repository of their own. */
export async function companyFor(world: World, repository: string, settings: object = {}): Promise<Tenant> {
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC', ...settings })
  return company
}

/** The same with one open ticket, number 1. */
export async function companyWithTicket(
  world: World,
  repository: string,
  settings: object = {},
): Promise<{ company: Tenant; problemId: string }> {
  world.github.addRepository(repository)
  const company = await companyFor(world, repository, settings)
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return { company, problemId: id }
}

/** Three customers report that a door squeaks; answers that problem. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is that of the query behind `report`
export async function squeakingDoor(company: Tenant, product = 'oven'): Promise<any> {
  const about = (customer: string) => ({ product, customer })
  await company.report('The door squeaks when it opens', about('dora'))
  await company.report('The door squeaks loudly when it opens', about('emil'))
  return (await company.report('The door squeaks when it is opened', about('finn'))).problem
}

const problemQuery = `query ($id: ID!) { problem(id: $id) {
  status title fixedInVersion
  ticket {
    id state obstacle closeReason explanation nextStep number url repository labels locked droppedLabels typeDropped
    fixUrl releasedIn nextWriteAt connectedRepository { name visibility obstacle explanation restUntil }
  }
  decisions { edges { node { kind githubLogin reason } } }
} }`

/** A problem and its ticket as the API shows them. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is that of the query
export async function look(company: Tenant, id: string): Promise<any> {
  const { data } = await company.ask(problemQuery, { id })
  const { decisions, ...problem } = data.problem
  return { ...problem, decisions: decisions.edges.map(({ node }: { node: object }) => node) }
}

// biome-ignore lint/suspicious/noExplicitAny: its shape is that of the query
export async function outboxOf(company: Tenant): Promise<any[]> {
  const { data } = await company.ask(`{ outbox { edges { node {
    id kind state repository why nextStep since nextAttemptAt ticket { id } } } } }`)
  return data.outbox.edges.map(({ node }: { node: object }) => node)
}

/** The issues that are signed for a problem, with the marker that the API shows in its preview. */
export async function signedFor(
  world: World,
  repository: string,
  company: Tenant,
  problemId: string,
): Promise<StandInIssue[]> {
  const query = 'query ($id: ID!) { previewTicket(problemId: $id) { body } }'
  const { data } = await company.ask(query, { id: problemId })
  const marker = data.previewTicket.body.split('\n').at(-1)
  return world.github.issues(repository).filter(({ body }) => body?.split(/\r?\n/).at(-1) === marker)
}

/** Requests that wrote, or tried to, below a repository's path. */
export const writes = ({ github }: World, repository: string, method: 'POST' | 'PATCH' = 'POST') =>
  github.requests.filter((it) => it.method === method && it.path.startsWith(`/repos/${repository}/issues`))

export const bodyOf = ({ github }: World, repository: string, number = 1): string =>
  github.issue(repository, number).body ?? ''

/** As long as an operator would wait for a lost answer to be cleared up. */
export async function waitLong(world: World, times = 6): Promise<void> {
  for (let waited = 0; waited < times; waited++) await world.pass(8 * minute)
}

/** GitHub's webhooks reach nobody until a story releases them, or ends. */
export function holdWebhooks({ github }: World): void {
  github.holdDeliveries()
  onTestFinished(() => github.releaseDeliveries())
}
