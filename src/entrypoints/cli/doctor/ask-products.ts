import type { Api } from '../api-client.ts'
import { type Finding, fine, reasonOf, unknown, wrong } from './finding.ts'

const query = `query ($after: String) {
  products(first: 50, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { key connectedRepository { name obstacle explanation nextStep restUntil checkedAt } } }
  }
}`

type Product = {
  key: string
  connectedRepository: {
    name: string
    obstacle: string | null
    explanation: string
    nextStep: string | null
    restUntil: string | null
    checkedAt: string | null
  } | null
}
type Answer = {
  products: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
    edges: { node: Product }[]
  }
}

/** How the repositories of the key's organization are, as the service saw them last: it asks GitHub itself. */
export async function askProducts(api: Api): Promise<Finding[]> {
  const products: Product[] = []
  try {
    let after: string | null = null
    do {
      const answer: Answer = await api.ask<Answer>(query, { after })
      products.push(...answer.products.edges.map(({ node }) => node))
      const { hasNextPage, endCursor } = answer.products.pageInfo
      after = hasNextPage ? endCursor : null
    } while (after !== null)
  } catch (error) {
    return [
      unknown(`repositories of the products: not checked: ${reasonOf(error)}`, 'Use a key that may READ.'),
    ]
  }
  if (products.length === 0) return [fine('repositories: the organization of the key has no product yet')]
  return [
    ...products.map(tell),
    unknown(
      'labels, issue types and permissions of the repositories: not checked from here',
      'connectRepository, with the same repository again, says what is missing there.',
    ),
  ]
}

function tell({ key, connectedRepository: repository }: Product): Finding {
  if (repository === null)
    return unknown(`product ${key}: No repository, so no tickets.`, 'Name one with connectRepository.')
  const { obstacle, explanation, nextStep, restUntil, checkedAt } = repository
  const seen = checkedAt === null ? '' : ` (seen ${checkedAt})`
  const what = `product ${key}: ${explanation}${seen}`
  if (obstacle !== null) return wrong(what, nextStep ?? 'Connect it again with connectRepository.')
  if (restUntil !== null) return unknown(what, `It is tried again by itself, from ${restUntil} on.`)
  if (checkedAt === null)
    return unknown(
      what,
      'The service looks at it before it writes; GitHub may be off there. connectRepository tells.',
    )
  return fine(what)
}
