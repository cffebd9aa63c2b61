import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { countLanguages } from '../problems/problem-figures.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { noteNews } from './note-news.ts'

/** Fewer reports in a language may be a wrong guess of it. */
const fewestReports = 3

/** A tenfold of the customers that readers were told of, and a language that they weren't, are news. */
export async function noticeCounts(deps: Deps, ticket: TicketAtHand): Promise<void> {
  const { problem, toldCustomers, toldLanguages } = ticket
  if (ticket.state !== 'OPEN' || problem.mergedIntoId !== null) return
  const languages = (await countLanguages(deps, problem))
    .filter(({ language, reports }) => language !== 'und' && reports >= fewestReports)
    .map(({ language }) => language)
    .filter((language) => !toldLanguages.includes(language))
  const isTenfold = toldCustomers > 0 && problem.customerCount >= toldCustomers * 10
  if (languages.length === 0 && !isTenfold) return
  await inTransaction(deps.database, async (transaction) => {
    for (const language of languages) await noteNews(deps, transaction, ticket, 'NEW_LANGUAGE', language)
    if (isTenfold) await noteNews(deps, transaction, ticket, 'TENFOLD', String(toldCustomers))
  })
}

/** What readers know once the issue, or a comment, has told them. */
export const toldNow = (
  deps: Deps,
  { customerCount, languages }: { customerCount: number; languages: string[] },
): { toldCustomers: number; toldLanguages: string[]; toldAt: Date } => ({
  toldCustomers: customerCount,
  toldLanguages: languages,
  toldAt: deps.clock.now(),
})
