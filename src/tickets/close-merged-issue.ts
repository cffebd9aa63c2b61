import type { GitHub } from '../github/github.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { findSurvivor } from '../problems/decisions/find-survivor.ts'
import { replaceLivingBlock, wrapLivingBlock } from '../repositories/living-block.ts'
import { queueComment } from '../repositories/queue-comment.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { renderIssue } from './render-issue.ts'
import { writeState } from './write-state.ts'

/**
 * Closes the issue of a problem that was merged as a duplicate of the issue of the problem that stays, and says
 * where that is instead of what customers say. Done twice, it is the same.
 */
export async function closeMergedIssue(deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> {
  const words = await whereItGoesOn(deps, ticket)
  const block = wrapLivingBlock(words)
  const plain = await renderIssue(deps, ticket, false)
  // Closed by people, it keeps their reason.
  const isClosed = ticket.state === 'CLOSED'
  let isSaid = false
  await writeState(
    deps,
    github,
    ticket,
    ({ body, title }) => {
      const told = replaceLivingBlock(body, block)
      isSaid = told !== null
      // What the title says of customers, nobody looks after any more.
      const retitled = ticket.titleQuotes && title === ticket.issueTitle ? { title: plain.title } : {}
      const closed = isClosed ? {} : ({ state: 'closed', stateReason: 'duplicate' } as const)
      return { body: told ?? body, ...retitled, ...closed }
    },
    async (issue) => {
      await inTransaction(deps.database, async (transaction) => {
        await moveTicket(deps, transaction, ticket, 'CLOSED', {
          ...(isClosed ? {} : { closeReason: 'DUPLICATE', closedByMerge: true }),
          ...{ detail: null, dueAt: null, bodyHash: null, hides: false },
          ...{ issueUpdatedAt: issue.updatedAt, issueTitle: issue.title, titleQuotes: false },
        })
        // The text is people's alone: it is said below it.
        if (!isSaid) await sayBelow(deps, transaction, ticket, words)
      })
    },
  )
}

async function whereItGoesOn(
  deps: Deps,
  { organizationId, problemId, repositoryId }: TicketAtHand,
): Promise<string> {
  const { prisma } = deps.database
  const { id } = await findSurvivor(prisma, { organizationId, id: problemId })
  const survivor = await prisma.ticket.findUnique({
    where: { organizationId_problemId: { organizationId, problemId: id } },
  })
  // Elsewhere may be private: its name is not for the readers of this repository.
  const goesOn =
    survivor?.number != null && survivor.repositoryId === repositoryId
      ? `in #${survivor.number}`
      : 'elsewhere'
  return `### Merged\n\nSomebody found that this has the same cause as another problem. It goes on ${goesOn}; the figures there count these reports too.`
}

const sayBelow = async (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id, repositoryId, number }: TicketAtHand,
  body: string,
): Promise<void> => {
  if (number === null) return
  const comment = { organizationId, repositoryId, issueNumber: number, key: `merged:${id}`, body }
  await queueComment(deps, transaction, comment)
}
