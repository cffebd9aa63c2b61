import { percentile } from '../percentile.ts'
import type { Month, Written } from './measure-month.ts'
import type { Opening } from './measure-opening.ts'
import type { Load, WebhookFigures } from './measure-webhooks.ts'

type Opened = Opening & { name: string; took: number[] }

/** What the busiest ticket of a month may cost its readers and the budget of its repository. */
const most = { creates: 1, edits: 100, comments: 5 }
/** Milliseconds within which a delivery is acknowledged, for 99 of 100. */
const acknowledgedWithin = 20

export function printOpening(
  opened: Opened[],
  { repositories, latencyMs }: { repositories: number; latencyMs: number },
) {
  console.log(`From recurring to open ticket: ${repositories} repositories, answers after ${latencyMs} ms`)
  console.log(row(['', 'tickets', 'pace', 'median', 'p99', 'pace alone']))
  for (const { name, took, writeIntervalMs, together } of opened) {
    // Of those that come at once, one after the other is written: half of them wait for that long or less.
    const paced = ((together - 1) / 2) * writeIntervalMs
    const figures = [
      String(took.length),
      ms(writeIntervalMs),
      ms(at(took, 0.5)),
      ms(at(took, 0.99)),
      ms(paced),
    ]
    console.log(row([name, ...figures]))
  }
  console.log(
    'milliseconds; pace: between two writes of a repository, and what it adds to the median by itself\n',
  )
}

export function printMonth(written: Written[], { reports, problems, days }: Month) {
  console.log(`Writes in ${days} days with ${reports} reports of ${problems} problems`)
  console.log(row(['', 'reports', 'creates', 'edits', 'comments']))
  const [busiest, ...others] = written
  if (busiest === undefined) return
  const cells = ({ reports, creates, edits, comments }: Written) =>
    [reports, creates, edits, comments].map(String)
  const median = (of: keyof Written) =>
    percentile(
      others.map((one) => one[of]),
      0.5,
    )
  console.log(row(['the busiest', ...cells(busiest)]))
  console.log(row(['at most', '', ...[most.creates, most.edits, most.comments].map(String)]))
  console.log(
    row([
      'the others (p50)',
      ...cells({
        reports: median('reports'),
        creates: median('creates'),
        edits: median('edits'),
        comments: median('comments'),
      }),
    ]),
  )
  const isWithin = (['creates', 'edits', 'comments'] as const).every((of) => busiest[of] <= most[of])
  console.log(`the busiest is ${isWithin ? 'within' : 'ABOVE'} what it may cost\n`)
}

export function printWebhooks(
  { milliseconds, statuses, bytes, workedOff, ran, waited }: WebhookFigures,
  load: Load,
) {
  const worker = workedOff ? 'with a worker in the same process' : 'without a worker'
  console.log(
    `Webhooks acknowledged, ${worker}: ${load.perSecond} a second for ${load.seconds} s, ${(bytes / 1_000).toFixed(0)} kB each`,
  )
  const p99 = at(milliseconds, 0.99)
  const figures = [0.5, 0.95, 0.99, 1].map((share) => ms(at(milliseconds, share)))
  console.log(row(['', 'p50', 'p95', 'p99', 'most', 'p99/limit', 'ran', 'waited']))
  console.log(row(['', ...figures, (p99 / acknowledgedWithin).toFixed(2), ran.toFixed(2), waited.toFixed(2)]))
  console.log(
    `milliseconds, limit ${acknowledgedWithin}; ran: processor time of the server for each delivery;
waited: what it had to wait for one that others had; answers: ${JSON.stringify(statuses)}\n`,
  )
}

const at = percentile
const ms = (value: number): string => value.toFixed(value < 100 ? 1 : 0)
const row = ([name = '', ...cells]: readonly string[]): string =>
  name.padEnd(24) + cells.map((cell) => cell.padStart(12)).join('')
