import { recurringTrouble } from '../support/clock-trouble.ts'
import type { Tenant, World } from '../support/open-world.ts'

/** A repository in which ines may write, and rex may only read. */
export function repositoryOf(world: World, name: string): string {
  world.github.addRepository(name)
  world.github.setPermission(name, 'ines', 'write')
  world.github.setPermission(name, 'rex', 'read')
  return name
}

/** A company with a product in such a repository. */
export async function companyIn(world: World, repository: string, settings: object = {}): Promise<Tenant> {
  repositoryOf(world, repository)
  const company = await world.tenant()
  await company.product('oven', { repository, ...settings })
  await company.mutate('createComponent', { product: 'oven', key: 'clock', name: 'Clock' })
  return company
}

/** The same with an open ticket, number 1. */
export async function companyWithTicket(world: World, repository: string): Promise<Tenant> {
  const company = await companyIn(world, repository, { ticketPolicy: 'AUTOMATIC' })
  await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return company
}

/** All guidance, latest first, with what its current version says. */
export async function guidanceOf(company: Tenant) {
  const { data } = await company.ask(`{ guidance { edges { node {
    id status kind sourceUrl problem { id } component { key } product { key }
    current { number title body githubLogin locales versions touchpoint reviewOn }
  } } } }`)
  return data.guidance.edges.map(({ node: { current, ...rest } }: { node: { current: object } }) => ({
    ...rest,
    ...current,
  }))
}

/** What we said below an issue, without the line that signs it. */
export const repliesIn = ({ github }: World, repository: string, number = 1): string[] =>
  github
    .issue(repository, number)
    .comments.filter(({ user }) => user.login === github.login)
    .map(({ body }) => body.replace(/\n\n<!-- bothways .* -->\n?$/, ''))
