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
  const bodyHash = await editBlock(deps, github, { ...ticket, number })
  const written = { bodyHash, bodyWrittenAt: deps.clock.now() }
  const { ticket: tickets } = deps.database.prisma
  const { count } = await tickets.updateMany({
    where: { organizationId, id, dueAt },
    data: { ...written, dueAt: null },
  })
  // Asked for again meanwhile: the next edit stays due.
  if (count === 0) await tickets.updateMany({ where: { organizationId, id }, data: written })
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
