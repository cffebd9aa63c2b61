import { wrapLivingBlock } from './living-block.ts'
import { renderTrend } from './render-trend.ts'
import type { TicketFacts } from './ticket-facts.ts'
import {
  counted,
  customerQuote,
  customerWords,
  isoDay,
  languageName,
  link,
  wholeNumber,
} from './ticket-words.ts'

/** Fewer customers than this could be recognised by what they wrote. */
export const fewestCustomersForQuotes = 3

const statusWords: Readonly<Record<string, string>> = {
  CANDIDATE: 'not yet recurring',
  RECURRING: 'recurring, nobody has taken it up',
  ACKNOWLEDGED: 'seen by the product team',
  IN_PROGRESS: 'being worked on',
  FIXED: 'fixed',
  REGRESSED: 'back after a fix',
  ACCEPTED: 'accepted, will not change',
}

/** The part of the body that is kept up to date, with its markers. At most `mostQuotes` quotes are shown. */
export function renderLivingBlock(facts: TicketFacts, mostQuotes = 6): string {
  const sections = [
    renderNumbers(facts),
    renderShares(
      'Languages',
      facts.languages.map((row) => [languageName(row.language), row.reports]),
    ),
    renderShares(
      'Versions',
      facts.versions.map((row) => [customerWords(row.version, 40), row.reports]),
    ),
    renderShares(
      'Where in the journey',
      facts.touchpoints.map((row) => [journeyStage(row.touchpoint), row.reports]),
    ),
    renderTrend(facts.weekly),
    renderQuotes(facts, mostQuotes),
    renderGuidance(facts.guidance),
  ]
  return wrapLivingBlock(sections.filter((section) => section !== '').join('\n\n'))
}

function renderNumbers({ problem, counts, revenue }: TicketFacts): string {
  const rows: [string, string][] = [
    ['State', statusWords[problem.status] ?? customerWords(problem.status, 40)],
    ['Reports', wholeNumber(counts.reports).toLocaleString('en')],
    ['Customers', wholeNumber(counts.customers).toLocaleString('en')],
    ['Contacts by customers who had it before', wholeNumber(counts.repeatContacts).toLocaleString('en')],
    ['First seen', isoDay(problem.firstSeenAt)],
    ['Last seen', isoDay(problem.lastSeenAt)],
  ]
  if (revenue.length > 0) rows.push(['Recurring revenue touched', revenue.slice(0, 8).map(money).join(', ')])
  return table(['Right now', ''], rows)
}

function money({ currency, amount }: { currency: string; amount: string }): string {
  const [whole = '', cents] = amount.slice(0, 30).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return customerWords(
    `${currency.slice(0, 3).toUpperCase()} ${grouped}${cents === undefined ? '' : `.${cents}`}`,
    40,
  )
}

function renderShares(heading: string, rows: readonly (readonly [label: string, reports: number])[]): string {
  const all = rows.reduce((sum, [, reports]) => sum + wholeNumber(reports), 0)
  if (all === 0) return ''
  const sorted = rows.toSorted(([, a], [, b]) => b - a)
  const shown = sorted.slice(0, 10).map(([label, reports]): [string, string] => share(label, reports, all))
  const rest = sorted.slice(10).reduce((sum, [, reports]) => sum + wholeNumber(reports), 0)
  if (rest > 0) shown.push(share(`${sorted.length - 10} more`, rest, all))
  return table([heading, 'Reports'], shown)
}

function share(label: string, reports: number, all: number): [string, string] {
  return [
    label,
    `${wholeNumber(reports).toLocaleString('en')} (${Math.round((wholeNumber(reports) / all) * 100)} %)`,
  ]
}

function journeyStage(touchpoint: string): string {
  return customerWords(touchpoint.toLowerCase().replaceAll('_', ' '), 40)
}

function renderQuotes({ quotes, quotesAllowed, counts }: TicketFacts, mostQuotes: number): string {
  const heading = '### In their own words\n\n'
  if (!quotesAllowed) {
    return `${heading}Only counts are shown here: this repository is public, or nobody has approved quotes for it. The link below leads people with access to the reports themselves.`
  }
  if (counts.customers < fewestCustomersForQuotes) {
    return `${heading}Not shown yet: quotes appear from ${fewestCustomersForQuotes} customers on, so that nobody can be recognised by them.`
  }
  const shown = quotes.slice(0, mostQuotes)
  if (shown.length === 0) return ''
  const blocks = shown.map(
    ({ text, language }) => `${languageName(language)}:\n\n${customerQuote(text, 400)}`,
  )
  return `${heading}Personal details are replaced by words in brackets.\n\n${blocks.join('\n\n')}`
}

function renderGuidance(guidance: TicketFacts['guidance']): string {
  if (guidance.length === 0)
    return '### What agents are told\n\nNothing yet. An answer below reaches them at once.'
  const rows = guidance
    .slice(0, 10)
    .map((advice): [string, string, string] => [
      link(customerWords(advice.title, 100), advice.url),
      customerWords(advice.kind.toLowerCase().replaceAll('_', ' '), 30),
      `${counted(advice.helped, 'time')} / ${counted(advice.didNotHelp, 'time')}`,
    ])
  const reasons = guidance
    .flatMap(({ title, reasons = [] }) => reasons.map((reason) => ({ title, reason })))
    .slice(0, 10)
    .map(({ title, reason }) => `- ${customerWords(title, 60)}: ${customerWords(reason, 200)}`)
  const why = reasons.length > 0 ? `\n\nWhere it did not help, agents say:\n\n${reasons.join('\n')}` : ''
  return `### What agents are told\n\n${table(['Guidance', 'Kind', 'Helped / did not'], rows)}${why}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
