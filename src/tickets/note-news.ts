import type { Ticket, TicketNewsKind } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { sendNewsJob } from './send-news-job.ts'

const day = 86_400_000
/** What grows fast grows on: it is told when it has had time to, and never in the minute of a burst. */
const patience: Record<TicketNewsKind, number> = {
  REGRESSION: 0,
  GUIDANCE_UNHELPFUL: 0,
  NEW_LANGUAGE: 60 * 60_000,
  TENFOLD: 60 * 60_000,
}

/** Keeps something for readers of the issue to be told, once; at most one comment a day tells what there is by then. */
export async function noteNews(
  deps: Deps,
  transaction: Transaction,
  ticket: Ticket,
  kind: TicketNewsKind,
  subject: string,
): Promise<void> {
  const { organizationId, id: ticketId } = ticket
  const now = deps.clock.now()
  const { count } = await transaction.ticketNews.createMany({
    data: { organizationId, id: deps.ids.next(), ticketId, kind, subject, noticedAt: now },
    skipDuplicates: true,
  })
  if (count === 0) return
  const next = new Date(Math.max(now.getTime() + patience[kind], (ticket.toldAt?.getTime() ?? 0) + day))
  const { count: earlier } = await transaction.ticket.updateMany({
    where: { organizationId, id: ticketId, OR: [{ newsDueAt: null }, { newsDueAt: { gt: next } }] },
    data: { newsDueAt: next },
  })
  if (earlier === 1) await sendNewsJob(deps, transaction, ticket, next)
}
