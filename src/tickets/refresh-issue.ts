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
  const { organizationId, id, number, dueAt } = ticket
  if (number === null || dueAt === null) return
  const where = { organizationId_id: { organizationId, id } }
  // Cleared first: a count that moves from here on asks for the next edit.
  await deps.database.prisma.ticket.update({ where, data: { dueAt: null } })
  try {
    const bodyHash = await editBlock(deps, github, { ...ticket, number })
    await deps.database.prisma.ticket.update({ where, data: { bodyHash, bodyWrittenAt: deps.clock.now() } })
  } catch (error) {
    await deps.database.prisma.ticket.update({ where, data: { dueAt } })
    throw error
  }
}

/** @returns the hash of the block that the issue shows now */
async function editBlock(deps: Deps, github: GitHub, ticket: Ticket & { number: number }): Promise<string> {
  const { repository: name, number } = ticket
  const repository = await github.readRepository(name)
  if (repository.outcome !== 'ok') throw new Error(`${name} can't be read: ${repository.outcome}`)
  const { block, blockHash } = await renderIssue(deps, ticket, repository.value.private)
  if (blockHash === ticket.bodyHash) return blockHash

  const issue = await github.readIssue(name, number)
  if (issue.outcome !== 'ok') throw new Error(`${name}#${number} can't be read: ${issue.outcome}`)
  const body = replaceLivingBlock(issue.value.body, block)
  if (body === null || body === issue.value.body) return blockHash
  await paceWrites(name, deps.ticketing.writeIntervalMs)
  const answer = await github.updateIssue(name, number, { body })
  if (answer.outcome !== 'updated') throw new Error(`${name}#${number} can't be edited: ${answer.outcome}`)
  return blockHash
}
