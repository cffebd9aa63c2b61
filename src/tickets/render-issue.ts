import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { hashText } from '../repositories/hash-words.ts'
import { secretOf, signMarker } from '../repositories/marker.ts'
import type { CandidateQuote } from './candidate-quotes.ts'
import { audienceOf, gatherTicketFacts } from './gather-ticket-facts.ts'
import { RemovedKinds } from './removed-kinds.ts'
import { renderLivingBlock } from './render-living-block.ts'
import { renderTicket } from './render-ticket.ts'

export type RenderedIssue = {
  title: string
  body: string
  block: string
  blockHash: string
  /** Whether the title may say what a customer wrote. */
  titleQuotes: boolean
  quotes: CandidateQuote[]
  /** What the text does not say, or does not do. */
  removed: RemovedKinds
}

/**
 * What the issue of a problem says now; the signed marker is its exact last line.
 * @param isPrivate a public repository, or one that may be, gets only words that a person approved
 */
export async function renderIssue(
  deps: Deps,
  { organizationId, problemId }: Pick<Ticket, 'organizationId' | 'problemId'>,
  isPrivate: boolean,
): Promise<RenderedIssue> {
  const { prisma } = deps.database
  const organization = await prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  const problem = await prisma.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    select: { titleSource: true, product: { select: { quotesAllowed: true } } },
  })
  const audience = audienceOf(problem.product, isPrivate)
  const facts = await gatherTicketFacts(deps, organizationId, problemId, audience)
  const removed = new RemovedKinds()
  const { title, body } = renderTicket(facts, removed)
  const block = renderLivingBlock(facts)
  return {
    title,
    body: `${body.trimEnd()}\n\n${signMarker('problem', problemId, secretOf(organization))}`,
    block,
    blockHash: hashText(block),
    titleQuotes: audience === 'QUOTES' && problem.titleSource !== 'PERSON',
    quotes: facts.quotes,
    removed,
  }
}
