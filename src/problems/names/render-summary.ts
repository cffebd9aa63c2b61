import { cutGraphemes } from '../../platform/cut-graphemes.ts'
import type { Problem } from '../../platform/database/generated/prisma/client.ts'
import { oneLine } from './problem-title.ts'
import { summaryWords } from './summary-words.ts'

const mostQuoteGraphemes = 200
const mostVersions = 5

type Summarized = Pick<
  Problem,
  'reportCount' | 'customerCount' | 'firstSeenAt' | 'languages' | 'versions' | 'terms' | 'modelSummary'
> & { centralReport: { redactedText: string; language: string } | null }

/**
 * One to three sentences on a problem: its figures as they are now, what sets it apart, and what a customer said, or
 * what the model wrote instead of the last two. In the language of the central report, or else in English.
 */
export function renderSummary(problem: Summarized): string {
  const { reportCount, customerCount, firstSeenAt, languages, versions, terms, modelSummary } = problem
  const words = summaryWords(problem.centralReport?.language ?? 'en')
  const { locale } = words
  const list = new Intl.ListFormat(locale)
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const figures = words.figures({
    reports: reportCount.toLocaleString(locale),
    customers: customerCount.toLocaleString(locale),
    since: firstSeenAt.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' }),
    languages: list.format(languages.filter((code) => code !== 'und').map((code) => nameOf(names, code))),
    versions: shorten(versions, list),
  })
  if (modelSummary !== null) return `${modelSummary} ${figures}`
  const quote = oneLine(problem.centralReport?.redactedText ?? '')
  return [
    figures,
    terms.length > 0 ? words.terms(terms.join(', ')) : '',
    quote === '' ? '' : words.quote(cutGraphemes(quote, mostQuoteGraphemes)),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function shorten(versions: readonly string[], list: Intl.ListFormat): string {
  const shown = versions.slice(0, mostVersions).map(oneLine)
  return versions.length > mostVersions ? `${shown.join(', ')}, …` : list.format(shown)
}

/** Agents may write anything for a language. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return oneLine(code)
  }
}
