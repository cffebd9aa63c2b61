import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { findWrite } from './find-write.ts'
import { isOutOfReach } from './is-out-of-reach.ts'
import { moveTicket } from './move-ticket.ts'
import { WriteUnderWay } from './tickets.errors.ts'

/**
 * An operator gives up something of the outbox. A ticket that is not in GitHub goes back to the designers, and only a
 * person has it opened again; an edit is left out until there is something new to say.
 * @throws InvalidInput where the edit takes words away that must go, WriteUnderWay where it may be in GitHub already
 */
export async function dropWrite(deps: Deps, viewer: Viewer, { id }: { id: string }) {
  requireScope(viewer, 'TRIAGE')
  const { organizationId } = viewer
  await inTransaction(deps.database, async (transaction) => {
    const { ticket, comment } = await findWrite(transaction, organizationId, id)
    const { state } = ticket ?? comment
    if ((state === 'SENDING' || state === 'UNKNOWN') && !(await isOutOfReach(transaction, ticket ?? comment)))
      throw new WriteUnderWay()
    if (ticket === null) {
      await transaction.outgoingComment.update({
        where: { organizationId_id: { organizationId, id } },
        data: { state: 'DROPPED', stateSince: deps.clock.now(), dueAt: null },
      })
    } else if (ticket.number !== null) {
      if (ticket.hides)
        throw new InvalidInput('id', 'is an edit that takes words out of an issue; only unlinkTicket ends it')
      await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: null })
    } else {
      const given = { held: true, obstacle: null, detail: null, dueAt: null }
      await moveTicket(deps, transaction, ticket, 'PROPOSED', given)
      await recordDecision(deps, transaction, viewer, {
        ...{ organizationId, problemId: ticket.problemId, otherProblemId: null, kind: 'TICKET_DROPPED' },
        reason: null,
      })
    }
  })
  return { id }
}
