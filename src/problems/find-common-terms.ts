import { wordBucket } from '../embedding/lexical-features.ts'
import { normalizeText, wordsOf } from '../embedding/lexical-words.ts'
import type { Deps } from '../platform/deps.ts'

/** A word that fewer customers used may say who they are. */
const fewestCustomers = 3
const mostReportsRead = 100
/** What stands where personal data was taken out. */
const placeholder = /\[[a-z ]{2,20}\]/g
/** A word in more than this share of all texts tells nothing. */
const commonShare = 0.2

/**
 * Words that tell a problem apart and that enough customers used to belong to none of them, most telling
 * first: a summary that quotes nobody.
 */
export async function findCommonTerms(
  deps: Deps,
  organizationId: string,
  problemId: string,
  limit: number,
): Promise<string[]> {
  const reports = await deps.database.prisma.$queryRaw<{ customer: string; text: string }[]>`
    SELECT r.customer_id AS customer, r.redacted_text AS text FROM memberships m
    JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid AND r.customer_id IS NOT NULL
    ORDER BY m.occurred_at DESC LIMIT ${mostReportsRead}`
  const users = new Map<string, Set<string>>()
  for (const { customer, text } of reports) {
    for (const word of wordsOf(text.replace(placeholder, ' ').normalize('NFKC').toLowerCase())) {
      if (!/^\p{L}[\p{L}\p{M}-]{2,}$/u.test(word)) continue
      users.set(word, (users.get(word) ?? new Set()).add(customer))
    }
  }
  const lexicon = await deps.lexicons.of(deps.database.prisma, organizationId)
  const rarity = (word: string) => {
    const frequency = lexicon.frequency(wordBucket(normalizeText(word)))
    return Math.log((lexicon.documents + 1) / (frequency + 1))
  }
  const isCommon = (word: string) =>
    lexicon.documents > 50 &&
    lexicon.frequency(wordBucket(normalizeText(word))) > commonShare * lexicon.documents
  return [...users]
    .filter(([word, { size }]) => size >= fewestCustomers && !isCommon(word))
    .sort(([a, { size: x }], [b, { size: y }]) => y * rarity(b) - x * rarity(a) || a.localeCompare(b))
    .slice(0, limit)
    .map(([word]) => word)
}
