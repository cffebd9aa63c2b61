import type { Deps } from '../platform/deps.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { ourLabel } from '../repositories/our-label.ts'
import { type CandidateQuote, candidateQuotes } from './candidate-quotes.ts'
import { explainQuotes } from './explain-quotes.ts'
import type { KindOfRemoved } from './removed-kinds.ts'
import { renderIssue } from './render-issue.ts'

export type Preview = {
  repository: string | null
  isPublic: boolean
  title: string
  body: string
  labels: string[]
  issueType: string | null
  removed: { kind: KindOfRemoved; count: number }[]
  /** What may be quoted; in public, only with approval. */
  quotes: (CandidateQuote & { isShown: boolean })[]
  /** Why it quotes customers, or why not. */
  quotesExplanation: string
}

/**
 * Exactly what would be sent to GitHub now for a problem, and what was taken out or disarmed on the way. A repository
 * that GitHub has not told us about is taken for public. Null: there is no such problem.
 */
export async function previewTicket(
  deps: Deps,
  viewer: Viewer,
  { problemId }: { problemId: string },
): Promise<Preview | null> {
  requireScope(viewer, 'READ')
  const { organizationId } = viewer
  const { prisma } = deps.database
  const problem = await prisma.problem.findUnique({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: { include: { repository: true } }, ticket: { include: { repository: true } } },
  })
  if (problem === null) return null
  const { product, ticket } = problem
  const repository = ticket?.repository ?? product?.repository ?? null
  const isPrivate = repository?.isPrivate === true
  const { title, body, removed, quotes } = await renderIssue(deps, { organizationId, problemId }, isPrivate)
  const shown = new Set(quotes.map(({ reportId }) => reportId))
  const candidates = await candidateQuotes(deps, organizationId, problemId)
  return {
    ...{ repository: repository?.name ?? null, isPublic: !isPrivate, title, body },
    labels: [ourLabel, ...(product?.labels ?? [])],
    issueType: product?.issueType ?? null,
    removed: removed.list(),
    quotes: candidates.map((quote) => ({ ...quote, isShown: shown.has(quote.reportId) })),
    quotesExplanation: (await explainQuotes(deps, organizationId, problemId)).explanation,
  }
}
