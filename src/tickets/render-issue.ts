import { createHash } from 'node:crypto'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { gatherTicketFacts } from './gather-ticket-facts.ts'
import { renderLivingBlock } from './render-living-block.ts'
import { renderTicket } from './render-ticket.ts'
import { signMarker } from './ticket-marker.ts'

export type RenderedIssue = { title: string; body: string; block: string; blockHash: string }

/**
 * What the issue of a ticket says now; the signed marker is its exact last line.
 * @param isPrivate a public repository, or one that may be, gets no customer's words
 */
export async function renderIssue(deps: Deps, ticket: Ticket, isPrivate: boolean): Promise<RenderedIssue> {
  const { organizationId, problemId } = ticket
  const organization = await deps.database.prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
  })
  const problem = await deps.database.prisma.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    select: { product: { select: { quotesAllowed: true } } },
  })
  const quotesAllowed = isPrivate && problem.product?.quotesAllowed === true
  const facts = await gatherTicketFacts(deps, organizationId, problemId, quotesAllowed)
  const { title, body } = renderTicket(facts)
  const block = renderLivingBlock(facts)
  return {
    title,
    body: `${body.trimEnd()}\n\n${signMarker(problemId, secretOf(organization))}`,
    block,
    blockHash: createHash('sha256').update(block).digest('hex'),
  }
}

export const secretOf = ({ secret }: { secret: Uint8Array }): string => Buffer.from(secret).toString('hex')
