import type { Problem, Product, Repository, Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'

/** A ticket with what its next step depends on. */
export type TicketAtHand = Ticket & { repository: Repository; problem: Problem & { product: Product | null } }

const include = { repository: true, problem: { include: { product: true } } } as const

/** Works in a transaction and outside of one. */
export const findTicket = (
  prisma: Pick<Transaction, 'ticket'>,
  organizationId: string,
  id: string,
): Promise<TicketAtHand | null> =>
  prisma.ticket.findUnique({ where: { organizationId_id: { organizationId, id } }, include })

export const findTicketOf = (
  prisma: Pick<Transaction, 'ticket'>,
  organizationId: string,
  problemId: string,
): Promise<TicketAtHand | null> =>
  prisma.ticket.findUnique({ where: { organizationId_problemId: { organizationId, problemId } }, include })
