import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { replaceLivingBlock } from './living-block.ts'
import { paceWrites } from './pace-writes.ts'
import { renderIssue } from './render-issue.ts'

/**
 * Edits the living block of an open issue where it would say something else now. The body is read first:
 * what people wrote around the block stays as it is.
 */
export async function refreshIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const { organizationId, id, number } = ticket
  if (number === null || ticket.refreshAt === null) return
  if (ticket.refreshAt > deps.clock.now()) return
  const where = { organizationId_id: { organizationId, id } }
  // Cleared first: a count that moves from here on asks for the next edit.
  await deps.database.prisma.ticket.update({ where, data: { refreshAt: null } })

  const repository = await github.readRepository(ticket.repository)
  if (repository.outcome !== 'ok')
    throw new Error(`${ticket.repository} can't be read: ${repository.outcome}`)
  const { block, blockHash } = await renderIssue(deps, ticket, repository.value.private)
  if (blockHash === ticket.bodyHash) return

  const issue = await github.readIssue(ticket.repository, number)
  if (issue.outcome !== 'ok')
    throw new Error(`${ticket.repository}#${number} can't be read: ${issue.outcome}`)
  const body = replaceLivingBlock(issue.value.body, block)
  if (body !== null && body !== issue.value.body) {
    await paceWrites(ticket.repository, deps.ticketing.writeIntervalMs)
    const answer = await github.updateIssue(ticket.repository, number, { body })
    if (answer.outcome !== 'updated') throw new Error(`${ticket.repository}#${number}: ${answer.outcome}`)
  }
  await deps.database.prisma.ticket.update({
    where,
    data: { bodyHash: blockHash, bodyWrittenAt: deps.clock.now() },
  })
}
