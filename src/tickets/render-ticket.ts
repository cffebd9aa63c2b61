import { defuseTitle } from '../repositories/defuse-text.ts'
import type { RemovedKinds } from './removed-kinds.ts'
import { renderLivingBlock } from './render-living-block.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { counted, customerTitle, isoDay, languageName, link } from './ticket-words.ts'

/** Below GitHub's 65,536 so that the signed last line, and what people add, fit too. UTF-16 units. */
const mostBodyUnits = 60_000
/** As GitHub takes. */
const mostTitleUnits = 256

/**
 * The GitHub issue of a problem, without its signed last line (`signMarker`), which whoever publishes appends after a
 * line end. `body` is shorter than 60,000 UTF-16 units whatever the facts; quotes give way first.
 * @param removed told what the text does not say or do, each as often as it would have stood in it
 */
export function renderTicket(facts: TicketFacts, removed?: RemovedKinds): { title: string; body: string } {
  const title = renderTitle(facts, removed)
  const opening = renderOpening(facts)
  const answering = renderAnswering(facts)
  const bodyWith = (mostQuotes: number, removedThen?: RemovedKinds) =>
    [opening, renderLivingBlock(facts, mostQuotes, removedThen), answering].join('\n\n')
  const fitting = [6, 3, 1].find((mostQuotes) => bodyWith(mostQuotes).length < mostBodyUnits)
  return { title, body: bodyWith(fitting ?? 0, removed) }
}

function renderTitle({ problem, product }: TicketFacts, removed?: RemovedKinds): string {
  const where = defuseTitle(product.component ?? product.name, 30, 90, removed)
  const what =
    customerTitle(problem.title, 80, mostTitleUnits - where.length - 2, removed) || 'customers report trouble'
  return where === '' ? what : `${where}: ${what}`
}

/** What stays as it is written now: nothing of a customer's, and no figure that must be right later. */
function renderOpening(facts: TicketFacts): string {
  const { problem, counts } = facts
  return [
    `When this ticket was opened, ${counted(counts.customers, 'customer')} had reported it in ${counted(counts.reports, 'report')}${spokenLanguages(facts)}, first on ${isoDay(problem.firstSeenAt)}. ${repeatSentence(counts.repeatContacts)}`.trim(),
    'The part below is kept up to date; text outside it is yours and stays as you write it.',
  ].join('\n\n')
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
