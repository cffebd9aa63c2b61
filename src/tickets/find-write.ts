import type { OutgoingComment, Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { NotFound } from '../platform/errors.ts'

type Found = { ticket: Ticket; comment: null } | { ticket: null; comment: OutgoingComment }

/** The ticket or the comment that an item of the outbox is about. @throws NotFound */
export async function findWrite(
  transaction: Transaction,
  organizationId: string,
  id: string,
): Promise<Found> {
  const where = { organizationId_id: { organizationId, id } }
  const ticket = await transaction.ticket.findUnique({ where })
  if (ticket !== null) return { ticket, comment: null }
  const comment = await transaction.outgoingComment.findUnique({ where })
  if (comment === null) throw new NotFound('write', id)
  return { ticket: null, comment }
}
