import type { Issue } from '../github/github.ts'
import type { CloseReason, Prisma, Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { decideStatus } from '../problems/decide-status.ts'
import type { StatusDecision } from '../problems/problem-status.ts'
import { renameInGitHub } from '../problems/rename-problem.ts'
import { hashText } from '../repositories/hash-words.ts'
import { livingBlockOf } from '../repositories/living-block.ts'
import { findTicket, type TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { stateFor } from './obstruct-ticket.ts'
import { scheduleRefresh, writeSoon } from './schedule-refresh.ts'

const closeReasons = { completed: 'COMPLETED', not_planned: 'NOT_PLANNED', duplicate: 'DUPLICATE' } as const

/** What a closing decides about the problem. As a duplicate, it lives on in another issue: nothing is decided. */
const decisions: Record<CloseReason, StatusDecision | null> = {
  COMPLETED: 'FIXED',
  NOT_PLANNED: 'ACCEPTED',
  DUPLICATE: null,
}

/** @param sender whose doing it was, where GitHub does not say; `login`: our own */
type Who = { sender: string | null; login: string }

/** Stores how an issue is now, and what that decides about its problem. Older news than what is known changes nothing. */
export const takeOverIssue = (
  deps: Deps,
  { organizationId, id }: Ticket,
  issue: Issue,
  who: Who,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    await transaction.$queryRaw`
      SELECT id FROM tickets WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`
    const ticket = await findTicket(transaction, organizationId, id)
    if (ticket === null || ticket.githubId !== issue.id) return
    if (ticket.issueUpdatedAt !== null && issue.updatedAt < ticket.issueUpdatedAt) return
    const seen = {
      // A title that people gave is theirs, whoever may read it.
      ...(isRetitled(ticket, issue, who) ? { titleQuotes: false } : {}),
      seenAt: deps.clock.now(),
      issueUpdatedAt: issue.updatedAt,
      issueTitle: issue.title,
      issueLabels: issue.labels.slice(0, 100),
      isLocked: issue.locked,
      url: issue.url,
    }
    await transaction.ticket.update({ where: { organizationId_id: { organizationId, id } }, data: seen })
    await (issue.state === 'open'
      ? open(deps, transaction, ticket, who)
      : close(deps, transaction, ticket, issue, who))
    await followTitle(deps, transaction, ticket, issue, who)
    if (saysOtherwise(ticket, issue)) await mendBlock(deps, transaction, ticket)
  })

/** Somebody has edited inside our part, or has brought an older one back. */
function saysOtherwise({ bodyHash }: TicketAtHand, { body }: Issue): boolean {
  const block = livingBlockOf(body)
  return bodyHash !== null && block !== null && hashText(block.replaceAll('\r\n', '\n')) !== bodyHash
}

async function mendBlock(
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: TicketAtHand,
): Promise<void> {
  const where = { organizationId_id: { organizationId, id } }
  const ticket = await transaction.ticket.update({ where, data: { bodyHash: null } })
  if (ticket.state === 'OPEN') await scheduleRefresh(deps, transaction, ticket)
}

async function open(
  deps: Deps,
  transaction: Transaction,
  ticket: TicketAtHand,
  { sender }: Who,
): Promise<void> {
  const { repository, problem } = ticket
  // What is in the way of the whole repository hides nothing: it only says that we can't write.
  const { obstacle } = repository
  const state = obstacle === null ? 'OPEN' : stateFor(obstacle)
  if (ticket.state === state && ticket.obstacle === obstacle) return
  // Also where it was paused since.
  const wasClosed = ticket.closeReason !== null
  const data: Prisma.TicketUpdateManyMutationInput = {
    ...{
      obstacle,
      closeReason: null,
      closedByMerge: false,
      detail: obstacle === null ? null : repository.detail,
    },
    ...(wasClosed ? { fixMergedAt: null, fixUrl: null, releasedIn: null, releasedAt: null } : {}),
  }
  if (!(await moveTicket(deps, transaction, ticket, state, data))) return
  if (wasClosed && problem.mergedIntoId === null) {
    const by = { githubLogin: sender ?? 'ghost' }
    await decideStatus(deps, transaction, problem, 'REOPENED', by, 'The issue was reopened.')
  }
  // Of a merged problem, what people open again is theirs.
  if (state !== 'OPEN') return
  if (problem.mergedIntoId === null) await scheduleRefresh(deps, transaction, { ...ticket, state })
  else if (!wasClosed) await writeSoon(deps, transaction, { ...ticket, state })
}

async function close(
  deps: Deps,
  transaction: Transaction,
  ticket: TicketAtHand,
  issue: Issue,
  { sender, login }: Who,
): Promise<void> {
  const closeReason = closeReasons[issue.stateReason as keyof typeof closeReasons] ?? 'COMPLETED'
  if (ticket.state === 'CLOSED' && ticket.closeReason === closeReason) return
  const { problem } = ticket
  // Its reports are in another problem: what happens to this issue decides nothing.
  const isMerged = problem.mergedIntoId !== null
  const closedByMerge = isMerged && issue.closedBy === login
  const data = { closeReason, closedByMerge, detail: null, obstacle: null }
  // An edit that was due stays so: it may be that others may read it now.
  if (!(await moveTicket(deps, transaction, ticket, 'CLOSED', isMerged ? { ...data, dueAt: null } : data)))
    return
  // What came into the way had put it off.
  if (ticket.state === 'PAUSED' || ticket.state === 'BLOCKED')
    await scheduleRefresh(deps, transaction, { ...ticket, state: 'CLOSED', dueAt: null }, 'at_once')
  const decision = decisions[closeReason]
  // Known before something came into the way, it has decided what it decides: the problem may be back since.
  const wasKnown = ticket.closeReason === closeReason
  if (decision === null || isMerged || wasKnown) return
  const by = { githubLogin: issue.closedBy ?? sender ?? 'ghost' }
  const reason = `The issue was closed as ${closeReason.toLowerCase().replace('_', ' ')}.`
  await decideStatus(deps, transaction, problem, decision, by, reason, ticket.releasedIn)
}

const isRetitled = ({ issueTitle }: TicketAtHand, { title }: Issue, { sender, login }: Who): boolean =>
  issueTitle !== null && issueTitle !== title && sender !== login

/** Who gives the issue another title names the problem. */
async function followTitle(
  deps: Deps,
  transaction: Transaction,
  ticket: TicketAtHand,
  issue: Issue,
  who: Who,
): Promise<void> {
  const { problem } = ticket
  if (!isRetitled(ticket, issue, who) || problem.mergedIntoId !== null) return
  await renameInGitHub(deps, transaction, problem, issue.title, who.sender ?? 'ghost')
}
