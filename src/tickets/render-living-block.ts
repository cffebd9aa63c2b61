import { cutGraphemes } from '../platform/cut-graphemes.ts'
import { defuseInline } from '../repositories/defuse-text.ts'
import { wrapLivingBlock } from '../repositories/living-block.ts'
import type { RemovedKinds } from './removed-kinds.ts'
import { renderTrend } from './render-trend.ts'
import type { TicketFacts } from './ticket-facts.ts'
import {
  customerQuote,
  customerWords,
  isoDay,
  languageName,
  link,
  sensibleNumber,
  wholeNumber,
} from './ticket-words.ts'

/** Fewer customers than this could be recognised by what they wrote. */
export const fewestCustomersForQuotes = 3

/** Fewer judgements than this may be one agent's bad day. */
const fewestJudgements = 3

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
export function renderLivingBlock(facts: TicketFacts, mostQuotes = 6, removed?: RemovedKinds): string {
  const sections = [
    renderSummary(facts, removed),
    renderOutcomes(facts.desiredOutcomes, removed),
    renderNumbers(facts, removed),
    renderShares(
      'Languages',
      facts.languages.map((row) => [languageName(row.language, removed), row.reports]),
    ),
    renderShares(
      'Versions',
      facts.versions.map((row) => [customerWords(row.version, 40, removed), row.reports]),
    ),
    renderShares(
      'Where in the journey',
      facts.touchpoints.map((row) => [journeyStage(row.touchpoint, removed), row.reports]),
    ),
    renderTrend(facts.weekly),
    renderQuotes(facts, mostQuotes, removed),
    renderGuidance(facts.guidance, removed),
  ]
  return wrapLivingBlock(sections.filter((section) => section !== '').join('\n\n'))
}

/** Here and not in the opening, as it may say what a customer wrote: a repository that turns public gets other words. */
function renderSummary({ problem, product }: TicketFacts, removed?: RemovedKinds): string {
  const words = (text: string, mostGraphemes: number) => customerWords(text, mostGraphemes, removed)
  const name = words(product.name, 60)
  const place =
    product.component === null ? `**${name}**` : `**${words(product.component, 60)}** of **${name}**`
  return `Customers run into trouble with the ${place}: ${words(problem.title, 160) || 'see their words below'}`
}

function renderOutcomes(outcomes: readonly string[], removed?: RemovedKinds): string {
  const wishes = outcomes
    .slice(0, 5)
    .map((outcome) => customerWords(outcome, 200, removed))
    .filter((outcome) => outcome !== '')
  return wishes.length === 0 ? '' : `What they try to do:\n\n${wishes.map((wish) => `- ${wish}`).join('\n')}`
}

function renderNumbers({ problem, counts, impact, revenue }: TicketFacts, removed?: RemovedKinds): string {
  const rows: [string, string][] = [
    ['State', statusWords[problem.status] ?? customerWords(problem.status, 40, removed)],
    ['Reports', wholeNumber(counts.reports).toLocaleString('en')],
    ['Customers', wholeNumber(counts.customers).toLocaleString('en')],
    ['Contacts by customers who had it before', wholeNumber(counts.repeatContacts).toLocaleString('en')],
    ['First seen', isoDay(problem.firstSeenAt)],
    ['Last seen', isoDay(problem.lastSeenAt)],
    ['Impact', impactInWords(impact)],
  ]
  const amounts = revenue.slice(0, 8).map((amount) => money(amount, removed))
  if (amounts.length > 0) rows.push(['Recurring revenue touched', amounts.join(', ')])
  return table(['Right now', ''], rows)
}

function impactInWords({ score, explanation }: TicketFacts['impact']): string {
  const points = sensibleNumber(score).toLocaleString('en', { maximumFractionDigits: 2 })
  return explanation === null ? points : `${points} (${defuseInline(cutGraphemes(explanation, 300, 600))})`
}

function money({ currency, amount }: TicketFacts['revenue'][number], removed?: RemovedKinds): string {
  const [whole = '', cents] = amount.slice(0, 30).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return customerWords(
    `${currency.slice(0, 3).toUpperCase()} ${grouped}${cents === undefined ? '' : `.${cents}`}`,
    40,
    removed,
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

function journeyStage(touchpoint: string, removed?: RemovedKinds): string {
  return customerWords(touchpoint.toLowerCase().replaceAll('_', ' '), 40, removed)
}

function renderQuotes(
  { quotes, quotesAllowed, counts }: TicketFacts,
  mostQuotes: number,
  removed?: RemovedKinds,
): string {
  const heading = '### In their own words\n\n'
  if (!quotesAllowed) {
    return `${heading}Only counts are shown here: quotes are off for this product, or the repository is public and nobody has approved any. The link below leads people with access to the reports themselves.`
  }
  if (counts.customers < fewestCustomersForQuotes) {
    return `${heading}Not shown yet: quotes appear from ${fewestCustomersForQuotes} customers on, so that nobody can be recognised by them.`
  }
  const shown = quotes.slice(0, mostQuotes)
  if (shown.length === 0) return ''
  const blocks = shown.map(
    ({ text, language }) => `${languageName(language, removed)}:\n\n${customerQuote(text, 400, removed)}`,
  )
  return `${heading}Personal details are replaced by words in brackets.\n\n${blocks.join('\n\n')}`
}

function renderGuidance(guidance: TicketFacts['guidance'], removed?: RemovedKinds): string {
  if (guidance.length === 0)
    return '### What agents are told\n\nNothing yet. An answer below reaches them at once.'
  const words = (text: string, mostGraphemes: number) => customerWords(text, mostGraphemes, removed)
  const rows = guidance
    .slice(0, 10)
    .map((advice): [string, string, string] => [
      link(words(advice.title, 100), advice.url),
      words(advice.kind.toLowerCase().replaceAll('_', ' '), 30),
      helpInWords(advice),
    ])
  const reasons = guidance
    .flatMap(({ title, reasons = [] }) => reasons.map((reason) => ({ title, reason })))
    .slice(0, 10)
    .map(({ title, reason }) => `- ${words(title, 60)}: ${words(reason, 200)}`)
  const why = reasons.length > 0 ? `\n\nWhere it did not help, agents say:\n\n${reasons.join('\n')}` : ''
  return `### What agents are told\n\n${table(['Guidance', 'Kind', 'What agents say'], rows)}${why}`
}

function helpInWords({ helped, didNotHelp }: TicketFacts['guidance'][number]): string {
  const [good, bad] = [wholeNumber(helped), wholeNumber(didNotHelp)]
  const judged = good + bad
  if (judged === 0) return 'not judged yet'
  const share = `helped ${good.toLocaleString('en')} of ${judged.toLocaleString('en')}`
  return judged >= fewestJudgements && good * 2 < judged ? `${share}: judged unhelpful` : share
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
