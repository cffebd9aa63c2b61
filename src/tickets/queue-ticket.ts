import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/**
 * Gives a problem its one ticket: queued where the product's policy is automatic or a person asks for it,
 * else proposed to the designers. Does nothing where the product has no repository,
 * and where the problem was merged: the other one has the ticket.
 */
export async function queueTicket(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
  asked: boolean,
): Promise<void> {
  const problem = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: true, ticket: true },
  })
  const { product, ticket } = problem
  if (product?.repositoryId == null || problem.mergedIntoId !== null) return
  const { repositoryId } = product
  const wanted = asked || product.ticketPolicy === 'AUTOMATIC' ? 'QUEUED' : 'PROPOSED'
  if (ticket === null) {
    const created = { organizationId, id: deps.ids.next(), problemId, repositoryId, state: wanted } as const
    const now = deps.clock.now()
    // Of two that give the problem its ticket at once, one does.
    const { count } = await transaction.ticket.createMany({
      data: { ...created, stateSince: now, createdAt: now },
      skipDuplicates: true,
    })
    if (count === 1 && wanted === 'QUEUED') await sendWriteJob(deps, transaction, created)
    return
  }
  if (!(asked ? canBeOpened(ticket) : followsItsProduct(ticket))) return
  const state = ticket.state === 'PROPOSED' ? wanted : 'QUEUED'
  const anew = { repositoryId, obstacle: null, detail: null, dueAt: null, held: false }
  const moved = await moveTicket(deps, transaction, ticket, state, { ...anew, ...withoutIssue(ticket) })
  if (moved && state === 'QUEUED') await sendWriteJob(deps, transaction, { ...ticket, repositoryId })
}

/** What is in GitHub, or may be, stays where it is; the rest follows the product's repository and policy. */
const followsItsProduct = ({ state, number, held }: Ticket): boolean =>
  !held && number === null && ['PROPOSED', 'QUEUED', 'PAUSED', 'BLOCKED'].includes(state)

/** A person may have another issue opened where the first one is out of reach. */
export const canBeOpened = ({ state, number }: Ticket): boolean =>
  ['PROPOSED', 'GONE', 'MOVED'].includes(state) ||
  (number === null && ['QUEUED', 'PAUSED', 'BLOCKED'].includes(state))

/** Nothing of the issue that a ticket had holds for the one that it gets. */
export const noIssue = {
  ...{
    number: null,
    githubId: null,
    url: null,
    closeReason: null,
    closedByMerge: false,
    appendsBlock: false,
    hides: false,
  },
  ...{
    sentAt: null,
    lookups: 0,
    bodyHash: null,
    bodyWrittenAt: null,
    ownEdits: [],
  },
  ...{
    seenAt: null,
    issueUpdatedAt: null,
    issueTitle: null,
    issueLabels: [],
    isLocked: false,
    newsDueAt: null,
  },
  ...{ fixMergedAt: null, fixUrl: null, releasedIn: null, releasedAt: null, changes: 0, changesSince: null },
  ...{ droppedLabels: [], droppedType: false, titleQuotes: false },
}

export const withoutIssue = ({ number }: Ticket) => (number === null ? {} : noIssue)
