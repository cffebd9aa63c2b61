import type { Sample } from './measure-submit.ts'
import { percentile } from './percentile.ts'

/** p50 of submitReport may be at most this many times that of the embedder and the INSERT together. */
const limit = 1.5

/** Prints the figures of all reports and of each language, and where the time of a submit goes. */
export function printSamples(samples: readonly Sample[]): void {
  const groups: [string, readonly Sample[]][] = [['all', samples]]
  for (const language of new Set(samples.map((sample) => sample.language)))
    groups.push([language, samples.filter((sample) => sample.language === language)])

  console.log(row(['', 'n', 'submit p50', 'p99', 'embed p50', 'p99', 'insert p50', 'p99', 'ratio']))
  for (const [name, group] of groups) printGroup(name, group)
  console.log(`milliseconds; ratio = submit p50 / (embed p50 + insert p50), at most ${limit}\n`)

  console.log(row(['', 'round trips', 'database', 'embedder', 'the rest', 'empty request']))
  for (const [name, group] of groups) {
    const p50 = (value: (sample: Sample) => number): number => percentile(group.map(value), 0.5)
    const parts = [p50(inDatabase), p50(({ embedWithin }) => embedWithin), p50(rest), p50(({ ping }) => ping)]
    console.log(row([name, String(p50(({ queries }) => queries.length)), ...parts.map(ms)]))
  }
  console.log(
    'p50 of what a submit spends where, in milliseconds; an empty request checks the key and nothing else',
  )
}

/** Prints what was asked of the database, in the order of first use. */
export function printQueries(samples: readonly Sample[]): void {
  const seen = new Map<string, number[]>()
  for (const { label, milliseconds } of samples.flatMap(({ queries }) => queries))
    seen.set(label, [...(seen.get(label) ?? []), milliseconds])
  console.log('\na submit   p50 ms   statement')
  for (const [label, times] of seen) {
    const often = (times.length / samples.length).toFixed(2)
    console.log(`${often.padStart(8)} ${ms(percentile(times, 0.5)).padStart(8)}   ${label}`)
  }
}

function printGroup(name: string, samples: readonly Sample[]): void {
  const compared = [
    samples.map(({ submit }) => submit),
    samples.map(({ embed }) => embed),
    samples.map(({ insert }) => insert),
  ]
  const [submit = 0, embed = 0, insert = 0] = compared.map((values) => percentile(values, 0.5))
  const figures = compared.flatMap((values) => [ms(percentile(values, 0.5)), ms(percentile(values, 0.99))])
  console.log(row([name, String(samples.length), ...figures, (submit / (embed + insert)).toFixed(2)]))
}

const inDatabase = ({ queries }: Sample): number => sum(queries.map(({ milliseconds }) => milliseconds))
const rest = (sample: Sample): number => sample.submit - inDatabase(sample) - sample.embedWithin
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const ms = (value: number): string => value.toFixed(2)
const row = ([name = '', ...cells]: readonly string[]): string =>
  name.padEnd(4) + cells.map((cell) => cell.padStart(14)).join('')
