import type pg from 'pg'
import { percentile } from '../percentile.ts'
import type { Found, Submitted } from './measure-scale.ts'

/** p50 of submitReport at the large size may be at most this many times that at the small one. */
const limit = 1.3

type Measured = { name: string; submitted: readonly Submitted[] }

const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(12)).join('')
const ms = (value: number): string => value.toFixed(2)

export function printScale(subjects: readonly Measured[], withQueries: boolean): void {
  console.log(row(['submitReport', 'n', 'p50', 'p95', 'mean', 'database', 'joined', 'members']))
  for (const { name, submitted } of subjects) {
    const times = submitted.map(({ milliseconds }) => milliseconds)
    const database = submitted.map(({ queries }) => sum(queries.map(({ milliseconds }) => milliseconds)))
    const joined = submitted.filter((sample) => sample.joined)
    const figures = [
      percentile(times, 0.5),
      percentile(times, 0.95),
      sum(times) / times.length,
      percentile(database, 0.5),
    ]
    const members = percentile(
      joined.map((sample) => sample.members),
      0.5,
    )
    console.log(row([name, String(times.length), ...figures.map(ms), String(joined.length), String(members)]))
  }
  const [small = Number.NaN, large = Number.NaN] = subjects.map(({ submitted }) =>
    percentile(
      submitted.map(({ milliseconds }) => milliseconds),
      0.5,
    ),
  )
  console.log(`ratio of the medians: ${(large / small).toFixed(2)}, at most ${limit}\n`)
  if (withQueries) printStatements(subjects)
}

/** What each statement takes at both sizes; the slowest first. */
function printStatements(subjects: readonly Measured[]): void {
  const labels = new Map<string, number[][]>()
  subjects.forEach(({ submitted }, at) => {
    for (const { label, milliseconds } of submitted.flatMap(({ queries }) => queries)) {
      const times = labels.get(label) ?? subjects.map(() => [])
      times[at]?.push(milliseconds)
      labels.set(label, times)
    }
  })
  const cost = (times: number[][]) => sum(times.at(-1) ?? [])
  console.log(`${row(['small: p50', 'mean', 'large: p50', 'mean', 'a submit'])}   statement`)
  for (const [label, times] of [...labels].sort(([, a], [, b]) => cost(b) - cost(a))) {
    const figures = times.flatMap((of) => [percentile(of, 0.5), sum(of) / of.length])
    const often = (times.at(-1)?.length ?? 0) / (subjects.at(-1)?.submitted.length ?? 1)
    console.log(`${row([...figures.map(ms), often.toFixed(2)])}   ${label}`)
  }
  console.log()
}

export function printSearches(name: string, found: readonly Found[]): void {
  const share = (of: readonly Found[]) =>
    `${((100 * of.filter(({ same }) => same).length) / of.length).toFixed(1)} % of ${of.length}`
  const joins = found.filter((entry) => entry.joins)
  const p50 = (value: (entry: Found) => number) => ms(percentile(found.map(value), 0.5))
  console.log(
    `${name}: the best problem found for ${share(found)}, of those that join one for ${share(joins)}; ` +
      `p50 ${p50(({ milliseconds }) => milliseconds)} ms, over all ${p50(({ exactly }) => exactly)} ms`,
  )
}

export async function printSizes(name: string, pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ relation: string; size: string }>(
    `SELECT relname AS relation, pg_size_pretty(pg_relation_size(oid)) AS size FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') AND relname ~ 'vectors'
    ORDER BY pg_relation_size(oid) DESC`,
  )
  console.log(`${name}: ${rows.map(({ relation, size }) => `${relation} ${size}`).join(', ')}`)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
