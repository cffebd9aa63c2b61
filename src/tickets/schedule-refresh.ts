import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { moveTicket } from './move-ticket.ts'
import { isLeftAloneButForHiding } from './note-change.ts'
import { sendWriteJob } from './send-write-job.ts'

/** The longer an issue has been there, the less a few reports more change what it says. */
const shareOfAge = 1 / 10
const rarestMs = 24 * 60 * 60_000

/**
 * Has the living block edited once the interval since the last edit is over; asked twice, it is edited once.
 * A time in the past belongs to an edit under way, which may have read the counts already: it is asked for anew.
 * @param how `at_once` where what it shows must not stay; `as_it_ages` for counts that move all the time: edits of an
 *   issue that is reported without end thin out, from one an interval to one a day
 */
export async function scheduleRefresh(
  deps: Deps,
  transaction: Transaction,
  ticket: Ticket,
  how: 'in_time' | 'as_it_ages' | 'at_once' = 'in_time',
): Promise<void> {
  const now = deps.clock.now()
  const hides = how === 'at_once'
  const isWritable = ticket.state === 'OPEN' || ticket.state === 'CLOSED'
  if (!isWritable && !isLeftAloneButForHiding({ ...ticket, hides })) return
  const { organizationId, problemId } = ticket
  const merged = { organizationId, id: problemId, mergedIntoId: { not: null } }
  // The issue of a merged problem says where it goes on; opened again by people, it is theirs.
  if ((await transaction.problem.count({ where: merged })) > 0) return
  const written = ticket.bodyWrittenAt?.getTime() ?? 0
  const interval = how === 'as_it_ages' ? intervalAt(deps, ticket, now) : deps.timing.bodyIntervalMs
  const next = hides ? now : new Date(Math.max(now.getTime(), written + interval))
  if (ticket.dueAt !== null && ticket.dueAt > now && ticket.dueAt <= next) return
  if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: next, ...(hides ? { hides } : {}) }))
    await sendWriteJob(deps, transaction, ticket, next)
}

function intervalAt({ timing: { bodyIntervalMs } }: Deps, { createdAt }: Ticket, now: Date): number {
  const age = now.getTime() - createdAt.getTime()
  return Math.max(bodyIntervalMs, Math.min(age * shareOfAge, rarestMs))
}

/** Has it written to as soon as it is its turn. */
export async function writeSoon(deps: Deps, transaction: Transaction, ticket: Ticket): Promise<void> {
  if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt: deps.clock.now() }))
    await sendWriteJob(deps, transaction, ticket)
}
