import type { Transaction } from '../../platform/database/transaction.ts'

/**
 * The language to name a problem in: that of the product team, where a report is in it, else that of most reports.
 * A team's language is that of its first locale; of several product teams, that of the oldest team with a locale.
 * @param counts of the problem's reports, most first
 */
export async function pickLanguage(
  transaction: Transaction,
  organizationId: string,
  counts: readonly { language: string }[],
): Promise<string | null> {
  const teams = await transaction.team.findMany({
    where: { organizationId, kind: 'PRODUCT', locales: { isEmpty: false } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { locales: true },
    take: 20,
  })
  const wanted = teams.map(({ locales: [first = ''] }) => languageOf(first))
  const known = new Set(counts.map(({ language }) => language))
  return wanted.find((language) => known.has(language)) ?? counts[0]?.language ?? null
}

/** Agents and teams write `tr-TR`, `tr_TR` and `TR`. */
const languageOf = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? ''
