import { isoDay, wholeNumber } from './ticket-words.ts'

const bars = '▁▂▃▄▅▆▇█'
/** Half a year: more weeks than that are unreadable as a chart in an issue. */
const mostWeeks = 26

/** Reports a week, oldest first: a Mermaid chart, and one line that also reads in an e-mail. '' without weeks. */
export function renderTrend(weekly: readonly { weekStart: Date; reports: number }[]): string {
  const weeks = weekly
    .toSorted((a, b) => a.weekStart.getTime() - b.weekStart.getTime())
    .slice(-mostWeeks)
    .map(({ weekStart, reports }) => ({ day: isoDay(weekStart), reports: wholeNumber(reports) }))
  const first = weeks[0]
  const last = weeks.at(-1)
  if (first === undefined || last === undefined) return ''
  const highest = Math.max(1, ...weeks.map((week) => week.reports))
  const spark = weeks.map((week) => bars[Math.ceil((week.reports / highest) * (bars.length - 1))]).join('')
  return [
    '### Trend',
    '',
    '```mermaid',
    'xychart-beta',
    '  title "Reports a week"',
    `  x-axis [${weeks.map((week) => `"${week.day.slice(5)}"`).join(', ')}]`,
    `  y-axis "Reports" 0 --> ${highest}`,
    `  bar [${weeks.map((week) => week.reports).join(', ')}]`,
    '```',
    '',
    `Weeks from ${first.day} to ${last.day}: ${spark} (${weeks.map((week) => week.reports).join(', ')})`,
  ].join('\n')
}
