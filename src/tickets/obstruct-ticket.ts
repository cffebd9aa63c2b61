import type {
  RepositoryObstacle,
  Ticket,
  TicketObstacle,
  TicketState,
} from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'

/** Somebody wanted it so, and it goes on when they end it; with anything else, something is wrong. */
const deliberate: readonly TicketObstacle[] = ['ARCHIVED', 'ISSUES_DISABLED', 'SUSPENDED']

export const stateFor = (obstacle: RepositoryObstacle): TicketState =>
  deliberate.includes(obstacle) ? 'PAUSED' : 'BLOCKED'

/** Nothing is written for the ticket until what is in the way of its repository is gone. */
export const obstructTicket = (
  deps: Deps,
  transaction: Transaction,
  ticket: Pick<Ticket, 'organizationId' | 'id' | 'state' | 'repositoryId' | 'number'>,
  obstacle: RepositoryObstacle,
  detail: string | null,
): Promise<boolean> =>
  moveTicket(deps, transaction, ticket, stateFor(obstacle), { obstacle, detail, dueAt: null })
