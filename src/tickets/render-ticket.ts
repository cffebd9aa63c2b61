import { defuseTitle } from './defuse-text.ts'
import { renderLivingBlock } from './render-living-block.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { counted, customerWords, isoDay, languageName, link, redact } from './ticket-words.ts'

/** Below GitHub's 65,536 so that the signed last line, and what people add, fit too. UTF-16 units. */
const mostBodyUnits = 60_000

/**
 * The GitHub issue of a problem, without its signed last line (`signMarker`), which whoever publishes appends after a
 * line end. `body` is shorter than 60,000 UTF-16 units whatever the facts; quotes give way first.
 */
export function renderTicket(facts: TicketFacts): { title: string; body: string } {
  const opening = renderOpening(facts)
  const answering = renderAnswering(facts)
  const bodyWith = (mostQuotes: number) =>
    [opening, renderLivingBlock(facts, mostQuotes), answering].join('\n\n')
  const fitting = [6, 3, 1].find((mostQuotes) => bodyWith(mostQuotes).length < mostBodyUnits)
  return { title: renderTitle(facts), body: bodyWith(fitting ?? 0) }
}

function renderTitle({ problem, product }: TicketFacts): string {
  const where = defuseTitle(product.component ?? product.name, 30)
  const what = defuseTitle(redact(problem.title, 80), 80) || 'customers report trouble'
  return where === '' ? what : `${where}: ${what}`
}

function renderOpening(facts: TicketFacts): string {
  const { problem, product, counts } = facts
  const name = customerWords(product.name, 60)
  const place =
    product.component === null ? `**${name}**` : `**${customerWords(product.component, 60)}** of **${name}**`
  return [
    `Customers run into trouble with the ${place}: ${customerWords(problem.title, 160) || 'see their words below'}`,
    renderOutcomes(facts.desiredOutcomes),
    `When this ticket was opened, ${counted(counts.customers, 'customer')} had reported it in ${counted(counts.reports, 'report')}${spokenLanguages(facts)}, first on ${isoDay(problem.firstSeenAt)}. ${repeatSentence(counts.repeatContacts)}`.trim(),
    'The part below is kept up to date; text outside it is yours and stays as you write it.',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

function renderOutcomes(outcomes: readonly string[]): string {
  const wishes = outcomes
    .slice(0, 5)
    .map((outcome) => customerWords(outcome, 200))
    .filter((outcome) => outcome !== '')
  return wishes.length === 0 ? '' : `What they try to do:\n\n${wishes.map((wish) => `- ${wish}`).join('\n')}`
}

function spokenLanguages({ languages }: TicketFacts): string {
  const names = languages
    .filter(({ language }) => language !== 'und')
    .map(({ language }) => languageName(language))
  if (names.length === 0) return ''
  if (names.length > 3) return `, in ${names.length} languages`
  return `, in ${new Intl.ListFormat('en').format(names)}`
}

function repeatSentence(repeatContacts: number): string {
  if (repeatContacts < 1) return ''
  return `Customers had to come back with it ${repeatContacts === 1 ? 'once' : counted(repeatContacts, 'time')}.`
}

function renderAnswering({ problem }: TicketFacts): string {
  return [
    '## How to answer',
    '',
    '- **Close as completed**: agents tell customers that it is fixed.',
    '- **Close as not planned**: agents say honestly that it stays as it is, and stop promising.',
    '- **Close as duplicate**: agents hear that it is followed in another issue.',
    '- **Reopen**: agents hear that it is being looked at again.',
    '- **Tell agents what helps now**: write a comment whose first line is the command, followed by the advice.',
    '',
    '```markdown',
    '/guidance Set the clock after a power cut',
    'versions: >=2.1 <2.4',
    'locale: tr',
    '',
    'Hold **Clock** for three seconds until the hour blinks, then turn the knob.',
    '```',
    '',
    'The lines of options may be left out. Guidance counts from people with write access to this repository; editing the comment revises it, deleting it withdraws it. Agents report whether it helped, and the table above shows it.',
    '',
    link('Open this problem in Bothways', problem.url),
  ].join('\n')
}
