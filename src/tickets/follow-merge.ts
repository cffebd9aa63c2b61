import type { Repository, Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { MergeWouldHideTicket } from '../problems/problems.errors.ts'
import { queueTicket } from './queue-ticket.ts'
import { scheduleRefresh, writeSoon } from './schedule-refresh.ts'

const find = (transaction: Transaction, organizationId: string, problemId: string) =>
  transaction.ticket.findUnique({
    where: { organizationId_problemId: { organizationId, problemId } },
    include: { repository: true },
  })

/** There is an open issue in GitHub, or there may be one. */
const isOpenInGitHub = ({ state, number }: Ticket): boolean =>
  ['SENDING', 'UNKNOWN', 'OPEN'].includes(state) || (['PAUSED', 'BLOCKED'].includes(state) && number !== null)

const issueOf = ({ repository, number }: Ticket & { repository: Repository }): string =>
  number === null ? `an issue on its way to ${repository.name}` : `the issue ${repository.name}#${number}`

/**
 * The issue of a problem that was merged is closed as a duplicate of the issue of the one that stays.
 * @throws MergeWouldHideTicket where that one has none: the merge is refused
 */
export async function followMerge(
  deps: Deps,
  transaction: Transaction,
  {
    organizationId,
    problemId,
    survivorId,
  }: { organizationId: string; problemId: string; survivorId: string },
): Promise<void> {
  const ticket = await find(transaction, organizationId, problemId)
  if (ticket === null) return
  // What it says of customers goes with them.
  if (ticket.state === 'CLOSED') return writeSoon(deps, transaction, ticket)
  if (!isOpenInGitHub(ticket)) return
  const survivor = await find(transaction, organizationId, survivorId)
  if (survivor === null || (!isOpenInGitHub(survivor) && survivor.state !== 'CLOSED'))
    throw new MergeWouldHideTicket(issueOf(ticket))
  await unlessLookedFor(deps, transaction, ticket)
}

/** What a merge had closed is opened again; what it had held back goes on. */
export async function followUnmerge(
  deps: Deps,
  transaction: Transaction,
  { organizationId, problemId }: { organizationId: string; problemId: string },
): Promise<void> {
  const ticket = await find(transaction, organizationId, problemId)
  if (ticket === null) return
  if (ticket.state === 'CLOSED' && !ticket.closedByMerge) return scheduleRefresh(deps, transaction, ticket)
  if (isOpenInGitHub(ticket) || ticket.state === 'CLOSED') await unlessLookedFor(deps, transaction, ticket)
  else await queueTicket(deps, transaction, organizationId, problemId, false)
}

/** What is being looked for keeps its time: it is closed once it is found. */
const unlessLookedFor = (deps: Deps, transaction: Transaction, ticket: Ticket): Promise<void> =>
  ticket.state === 'SENDING' || ticket.state === 'UNKNOWN'
    ? Promise.resolve()
    : writeSoon(deps, transaction, ticket)

/** A ticket that nobody asked for, and that is not in GitHub yet, goes with the recurrence that it came from. */
export async function dropUnsentTicket(
  _deps: Deps,
  transaction: Transaction,
  { organizationId, problemId }: { organizationId: string; problemId: string },
): Promise<void> {
  const asked = { organizationId, problemId, kind: 'TICKET_REQUESTED' as const }
  if ((await transaction.decision.count({ where: asked })) > 0) return
  await transaction.ticket.deleteMany({
    where: { organizationId, problemId, state: { in: ['PROPOSED', 'QUEUED'] }, sentAt: null, held: false },
  })
}
