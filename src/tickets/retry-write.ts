import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { allowAgain } from '../repositories/allow-again.ts'
import { sendCommentJob } from '../repositories/queue-comment.ts'
import { findWrite } from './find-write.ts'
import { retryTicket } from './retry-ticket.ts'

/** An operator has something of the outbox tried again now. */
export async function retryWrite(deps: Deps, viewer: Viewer, { id }: { id: string }) {
  requireScope(viewer, 'TRIAGE')
  const { organizationId } = viewer
  await inTransaction(deps.database, async (transaction) => {
    const { ticket, comment } = await findWrite(transaction, organizationId, id)
    if (ticket !== null) return retryTicket(deps, transaction, ticket)
    await allowAgain(deps, transaction, organizationId, comment.repositoryId)
    // What may be in GitHub already keeps its time: it is looked for first.
    if (comment.state === 'SENDING' || comment.state === 'UNKNOWN') return
    await transaction.outgoingComment.update({
      where: { organizationId_id: { organizationId, id } },
      data: {
        dueAt: deps.clock.now(),
        detail: null,
        ...(comment.state === 'SENT' ? {} : { state: 'QUEUED', stateSince: deps.clock.now() }),
      },
    })
    await sendCommentJob(deps, transaction, comment)
  })
  return { id }
}
