import type { GitHub, Issue } from '../github/github.ts'
import type { CloseReason, Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { decideStatus } from '../problems/decide-status.ts'
import type { StatusDecision } from '../problems/problem-status.ts'
import { moveTicket } from './move-ticket.ts'

const closeReasons = { completed: 'COMPLETED', not_planned: 'NOT_PLANNED', duplicate: 'DUPLICATE' } as const

/** What a closing decides about the problem. As a duplicate, it lives on in another issue: nothing is decided. */
const decisions: Record<CloseReason, StatusDecision | null> = {
  COMPLETED: 'FIXED',
  NOT_PLANNED: 'ACCEPTED',
  DUPLICATE: null,
}

/**
 * Takes over the state that the issue has now. A webhook is only a hint that something changed, so the order,
 * repetition and age of webhooks don't matter.
 * @param sender whose doing it was, where GitHub does not say who closed the issue
 */
export async function followIssue(deps: Deps, github: GitHub, ticket: Ticket, sender: string): Promise<void> {
  if (ticket.number === null) return
  const answer = await github.readIssue(ticket.repository, ticket.number)
  if (answer.outcome === 'missing') return loseIssue(deps, ticket)
  if (answer.outcome !== 'ok')
    throw new Error(`${ticket.repository}#${ticket.number} can't be read: ${answer.outcome}`)
  await takeOver(deps, ticket, answer.value, sender)
}

const takeOver = (deps: Deps, ticket: Ticket, issue: Issue, sender: string): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: ticket.organizationId, id: ticket.problemId } },
    })
    // Its reports are in another problem: what happens to this issue decides nothing.
    const isMerged = problem.mergedIntoId !== null
    if (issue.state === 'open') {
      if (ticket.state !== 'CLOSED') return
      if (!(await moveTicket(deps, transaction, ticket, 'OPEN', { closeReason: null, detail: null }))) return
      if (isMerged) return
      await decideStatus(
        deps,
        transaction,
        problem,
        'REOPENED',
        { githubLogin: sender },
        'The issue was reopened.',
      )
      return
    }
    const closeReason = closeReasons[issue.stateReason as keyof typeof closeReasons] ?? 'COMPLETED'
    if (ticket.state === 'CLOSED' && ticket.closeReason === closeReason) return
    if (!(await moveTicket(deps, transaction, ticket, 'CLOSED', { closeReason, detail: null }))) return
    const decision = decisions[closeReason]
    if (decision === null || isMerged) return
    const reason = `The issue was closed as ${closeReason.toLowerCase().replace('_', ' ')}.`
    await decideStatus(
      deps,
      transaction,
      problem,
      decision,
      { githubLogin: issue.closedBy ?? sender },
      reason,
    )
  })

const loseIssue = (deps: Deps, ticket: Ticket): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    await moveTicket(deps, transaction, ticket, 'CLOSED', {
      closeReason: null,
      detail: 'The issue was deleted, or our credentials may not see it any more.',
    })
  })
