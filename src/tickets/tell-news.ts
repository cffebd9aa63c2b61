import type { TicketNews } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { queueComment } from '../repositories/queue-comment.ts'
import { findTicket, type TicketAtHand } from './find-ticket.ts'
import { toldNow } from './notice-counts.ts'
import { type NewsFact, renderNews } from './render-news.ts'

/** Tells readers of the issue all news in one comment. Where the issue takes none now, the news stands in its body. */
export const tellNews = (deps: Deps, organizationId: string, ticketId: string): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const ticket = await findTicket(transaction, organizationId, ticketId)
    const now = deps.clock.now()
    if (ticket === null || ticket.newsDueAt === null || ticket.newsDueAt > now) return
    const where = { organizationId, ticketId, toldAt: null }
    const untold = await transaction.ticketNews.findMany({ where, orderBy: { noticedAt: 'asc' } })
    const facts = mayComment(ticket) ? await factsOf(transaction, ticket, untold) : []
    await transaction.ticketNews.updateMany({ where, data: { toldAt: now } })
    await transaction.ticket.updateMany({
      where: { organizationId, id: ticketId },
      data: { newsDueAt: null, ...(facts.length > 0 ? toldNow(deps, ticket.problem) : {}) },
    })
    const { number, repositoryId } = ticket
    if (facts.length === 0 || number === null) return
    const key = `news:${ticketId}:${untold[0]?.id}`
    await queueComment(deps, transaction, {
      organizationId,
      repositoryId,
      issueNumber: number,
      key,
      body: renderNews(facts),
    })
  })

/** Locked by people, it is not to be commented on, whatever we might. */
const mayComment = ({ state, isLocked, problem }: TicketAtHand): boolean =>
  !isLocked && problem.mergedIntoId === null && (state === 'OPEN' || state === 'CLOSED')

async function factsOf(
  transaction: Transaction,
  ticket: TicketAtHand,
  news: TicketNews[],
): Promise<NewsFact[]> {
  const { problem, state, toldCustomers } = ticket
  const facts: NewsFact[] = []
  const languages: string[] = []
  for (const { kind, subject, organizationId } of news) {
    switch (kind) {
      case 'REGRESSION': {
        const signal = await transaction.problemSignal.findUnique({
          where: { organizationId_id: { organizationId, id: subject } },
        })
        // Decided since, as by a second fix, it is none any more.
        if (signal !== null && problem.status === 'REGRESSED')
          facts.push({ kind, version: plainVersion(signal.version), fixedIn: signal.fixedInVersion })
        break
      }
      case 'GUIDANCE_UNHELPFUL': {
        const [guidanceId, version] = subject.split(':')
        facts.push(...(await judged(transaction, organizationId, guidanceId ?? '', Number(version))))
        break
      }
      case 'NEW_LANGUAGE':
        if (state === 'OPEN') languages.push(subject)
        break
      case 'TENFOLD':
        if (state === 'OPEN') facts.push({ kind, was: toldCustomers, customers: problem.customerCount })
    }
  }
  return languages.length === 0 ? facts : [...facts, { kind: 'NEW_LANGUAGE', languages }]
}

/** Agents type versions freely: what does not look like one may say who the customer is. */
const plainVersion = (version: string | null): string | null =>
  version !== null && /^v?\d{1,4}(?:\.\d{1,6}){0,3}$/i.test(version) ? version : null

async function judged(
  transaction: Transaction,
  organizationId: string,
  guidanceId: string,
  version: number,
): Promise<NewsFact[]> {
  const rows = await transaction.$queryRaw<{ title: string; helped: number; didNotHelp: number }[]>`
    SELECT v.title,
      count(*) FILTER (WHERE r.kind = 'HELPED')::int AS helped,
      count(*) FILTER (WHERE r.kind = 'DID_NOT_HELP')::int AS "didNotHelp"
    FROM guidance_versions v
    JOIN receipts r ON r.organization_id = v.organization_id AND r.guidance_id = v.guidance_id AND r.version = v.version
    WHERE v.organization_id = ${organizationId}::uuid AND v.guidance_id = ${guidanceId}::uuid AND v.version = ${version}
    GROUP BY v.title`
  return rows.map((row) => ({ kind: 'GUIDANCE_UNHELPFUL', ...row }))
}
