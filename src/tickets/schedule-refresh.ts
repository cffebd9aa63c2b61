import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'

/**
 * Has the living block edited once the interval since the last edit is over; asked twice, it is edited once.
 * A time in the past belongs to an edit under way, which may have read the counts already: it is asked for anew.
 * @param how `at_once` where what it shows must not stay
 */
export async function scheduleRefresh(
  deps: Deps,
  transaction: Transaction,
  ticket: Ticket,
  how: 'in_time' | 'at_once' = 'in_time',
): Promise<void> {
  const now = deps.clock.now()
  if (ticket.state !== 'OPEN' && ticket.state !== 'CLOSED') return
  const written = ticket.bodyWrittenAt?.getTime() ?? 0
  const next =
    how === 'at_once' ? now : new Date(Math.max(now.getTime(), written + deps.timing.bodyIntervalMs))
  if (ticket.dueAt !== null && ticket.dueAt > now && ticket.dueAt <= next) return
  if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: next }))
    await sendWriteJob(deps, transaction, ticket, next)
}
