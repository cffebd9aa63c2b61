import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { sendFollowJob } from './send-follow-job.ts'

const hour = 60 * 60_000
/** Nobody changes an issue this often in an hour; two robots that answer each other do. */
export const mostChangesAnHour = 60

/** Whether the ticket is left alone now: only the end of the hour ends that, or a person. */
export const isLeftAlone = ({ obstacle, changesSince }: TicketAtHand, now: Date): boolean =>
  obstacle === 'TOO_MANY_CHANGES' && changesSince !== null && changesSince.getTime() > now.getTime() - hour

/** Left alone, it is written to all the same where words have to go from it. */
export const isLeftAloneButForHiding = ({ state, obstacle, hides }: Ticket): boolean =>
  state === 'PAUSED' && obstacle === 'TOO_MANY_CHANGES' && hides

/**
 * Counts a change by others. Too many of them within an hour, and the ticket is left alone until the hour is over:
 * nothing is written to it, and its state is taken over once, then.
 * @returns whether the change is to be followed now
 */
export const noteChange = (deps: Deps, { organizationId, id }: TicketAtHand): Promise<boolean> =>
  inTransaction(deps.database, async (transaction) => {
    const where = { organizationId_id: { organizationId, id } }
    const now = deps.clock.now()
    const ticket = await transaction.ticket.findUniqueOrThrow({ where })
    if (ticket.obstacle === 'TOO_MANY_CHANGES') return false
    const { changesSince } = ticket
    const isFresh = changesSince !== null && changesSince.getTime() > now.getTime() - hour
    const counted = isFresh ? { changes: { increment: 1 } } : { changes: 1, changesSince: now }
    const { changes } = await transaction.ticket.update({ where, data: counted })
    if (changes <= mostChangesAnHour || (ticket.state !== 'OPEN' && ticket.state !== 'CLOSED')) return true
    const until = new Date((changesSince ?? now).getTime() + hour)
    const detail = `It changed more than ${mostChangesAnHour} times within an hour; we look again at ${until.toISOString()}.`
    const dueAt = ticket.hides ? ticket.dueAt : null
    const paused = { obstacle: 'TOO_MANY_CHANGES', detail, dueAt } as const
    if (await moveTicket(deps, transaction, ticket, 'PAUSED', paused))
      await sendFollowJob(deps, transaction, ticket, { sender: null }, until)
    return false
  })
