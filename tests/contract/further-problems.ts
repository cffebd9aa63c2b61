import { suggestMerge } from '../../src/grouping/suggest-merge.ts'
import { parseGlobalId } from '../../src/platform/graphql/global-id.ts'
import type { Tenant, World } from '../support/open-world.ts'

/** What there is to decide about, besides the problem that a story is about. */
export type FurtherProblems = {
  /** Each alone in a problem of its own. */
  reports: { id: string; problem: { id: string } }[]
  /** The decision that merged two others. */
  mergeId: string
  /** Two suggestions, about four others. */
  suggestionIds: string[]
}

/** Ten reports about the product oven that have nothing in common, so that each opens a problem. */
export async function furtherProblems(world: World, tenant: Tenant): Promise<FurtherProblems> {
  const reports = []
  for (const text of texts) reports.push(await tenant.report(text, { product: 'oven' }))
  const problemIds: string[] = reports.map(({ problem }) => problem.id)
  if (new Set(problemIds).size < texts.length) throw new Error('two of the texts are too much alike')
  const [first, second, ...suggested] = problemIds.slice(-6)
  const merge = { problemId: first, otherProblemIds: [second] }
  const { decisions } = await tenant.mutate('mergeProblems', merge, 'decisions { id }')
  const [a = '', b = '', c = '', d = ''] = suggested
  await suggestByHand(world, tenant, a, b)
  const suggestionIds = await suggestByHand(world, tenant, c, d)
  return { reports: reports.slice(0, 4), mergeId: decisions[0].id, suggestionIds }
}

/**
 * A suggestion as the comparison of problems would make it, if two were as alike as that.
 * @returns the global ids of all that are open
 */
export async function suggestByHand(
  world: World,
  { viewer, ask }: Tenant,
  problemId: string,
  otherProblemId: string,
): Promise<string[]> {
  const [id, otherId] = [problemId, otherProblemId].map((one) => parseGlobalId('Problem', one))
  const alike = { id: id ?? '', problemId: otherId ?? '', likeness: 0.5, threshold: 0.55, mixed: true }
  await suggestMerge(world.deps, viewer.organizationId, alike)
  const { data } = await ask('{ suggestions { edges { node { id } } } }')
  return data.suggestions.edges.map(({ node }: { node: { id: string } }) => node.id)
}

const texts = [
  'The door squeaks',
  'A handle came off in my hand',
  'The light bulb is dead',
  'One rack does not fit in',
  'My invoice names the wrong street',
  'Delivery was two weeks late',
  'The fan hums all night',
  'Humming noise from the lamp',
  'Grease will not come off the glass',
  'I never got the cookbook you promised',
]
