import type { Prisma, Ticket, TicketState } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'

/**
 * Moves a ticket to another state, only if it is still in the one it was read in, with the same issue: of two that try,
 * one does.
 * @returns whether it moved
 */
export async function moveTicket(
  deps: Deps,
  transaction: Transaction,
  ticket: Pick<Ticket, 'organizationId' | 'id' | 'state' | 'repositoryId' | 'number'>,
  state: TicketState,
  data: Prisma.TicketUpdateManyMutationInput = {},
): Promise<boolean> {
  const { organizationId, id, repositoryId, number } = ticket
  const { count } = await transaction.ticket.updateMany({
    where: { organizationId, id, state: ticket.state, repositoryId, number },
    data: { ...data, state, ...(state === ticket.state ? {} : { stateSince: deps.clock.now() }) },
  })
  return count === 1
}
