import type { Api } from './api.ts'

/** A problem as the demo shows it. */
export type DemoProblem = {
  id: string
  title: string
  status: string
  reportCount: number
  customerCount: number
  repeatContacts: number
  languages: { language: string; reports: number }[]
  product: { key: string; name: string; repository: string }
  ticket: { state: string; number: number | null; url: string | null; explanation: string } | null
}

const query = `query ($after: String) {
  problems(first: 100, after: $after, orderBy: IMPACT) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id title status reportCount customerCount repeatContacts
      languages { language reports } product { key name repository }
      ticket { state number url explanation }
    } }
  }
}`

type Page = {
  problems: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
    edges: { node: DemoProblem }[]
  }
}

/** All problems, those with the most customers first. */
export async function readProblems(ask: Api): Promise<DemoProblem[]> {
  const found: DemoProblem[] = []
  for (let after: string | null = null; ; ) {
    const { problems }: Page = await ask<Page>(query, { after })
    found.push(...problems.edges.map(({ node }) => node))
    if (!problems.pageInfo.hasNextPage) return found
    after = problems.pageInfo.endCursor
  }
}

/** The tickets' repository and number, as people write it; null where it is not open yet. */
export const ticketName = ({ product, ticket }: DemoProblem): string | null =>
  ticket?.number == null ? null : `${product.repository}#${ticket.number}`
