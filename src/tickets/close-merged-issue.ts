import type { GitHub } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { findSurvivor } from '../problems/decisions/find-survivor.ts'
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

async function whereItGoesOn(deps: Deps, { organizationId, problemId, repository }: Ticket): Promise<string> {
  const { prisma } = deps.database
  const { id } = await findSurvivor(prisma, { organizationId, id: problemId })
  const survivor = await prisma.ticket.findUnique({
    where: { organizationId_problemId: { organizationId, problemId: id } },
  })
  // Elsewhere may be private: its name is not for the readers of this repository.
  const goesOn =
    survivor?.number != null && survivor.repository === repository ? `in #${survivor.number}` : 'elsewhere'
  return `### Merged\n\nSomebody found that this has the same cause as another problem. It goes on ${goesOn}; the figures there count these reports too.`
}
