import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { replaceLivingBlock, wrapLivingBlock } from './living-block.ts'
import { moveTicket } from './move-ticket.ts'
import { paceWrites } from './pace-writes.ts'

/** Tells an issue that a merge closed from one that people closed. */
export const closedByMerge = 'Closed because its problem was merged into another one.'

/**
 * Closes the issue of a problem that was merged as a duplicate of the issue of the problem that stays, and says
 * where that is. Done twice, it is the same.
 */
export async function closeMergedIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const { repository, number } = ticket
  if (number === null) return
  const issue = await github.readIssue(repository, number)
  if (issue.outcome !== 'ok') throw new Error(`${repository}#${number} can't be read: ${issue.outcome}`)
  const block = wrapLivingBlock(await whereItGoesOn(deps, ticket))
  const body = replaceLivingBlock(issue.value.body, block) ?? issue.value.body
  await paceWrites(repository, deps.ticketing.writeIntervalMs)
  const closing = { body, state: 'closed', stateReason: 'duplicate' } as const
  const answer = await github.updateIssue(repository, number, closing)
  if (answer.outcome !== 'updated')
    throw new Error(`${repository}#${number} can't be closed: ${answer.outcome}`)
  await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'CLOSED', {
      closeReason: 'DUPLICATE',
      detail: closedByMerge,
      dueAt: null,
      bodyHash: null,
    }),
  )
}

/** Opens an issue again whose problem is no longer merged; what it says is brought up to date next. */
export async function reopenUnmergedIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const { repository, number } = ticket
  if (number === null) return
  await paceWrites(repository, deps.ticketing.writeIntervalMs)
  const answer = await github.updateIssue(repository, number, { state: 'open' })
  if (answer.outcome !== 'updated')
    throw new Error(`${repository}#${number} can't be reopened: ${answer.outcome}`)
  await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'OPEN', { closeReason: null, detail: null }),
  )
}

async function whereItGoesOn(deps: Deps, { organizationId, problemId, repository }: Ticket): Promise<string> {
  const [survivor] = await deps.database.prisma.$queryRaw<{ repository: string; number: number | null }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, merged_into_id FROM problems WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
      UNION ALL
      SELECT p.id, p.merged_into_id FROM chain
      JOIN problems p ON p.organization_id = ${organizationId}::uuid AND p.id = chain.merged_into_id
    )
    SELECT t.repository, t.number FROM chain
    JOIN tickets t ON t.organization_id = ${organizationId}::uuid AND t.problem_id = chain.id
    WHERE chain.merged_into_id IS NULL`
  // Elsewhere may be private: its name is not for the readers of this repository.
  const goesOn =
    survivor?.number != null && survivor.repository === repository ? `in #${survivor.number}` : 'elsewhere'
  return `### Merged\n\nSomebody found that this has the same cause as another problem. It goes on ${goesOn}; the figures there count these reports too.`
}
