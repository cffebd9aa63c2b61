import type { ProblemSignal } from '../../platform/database/generated/prisma/client.ts'
import type { Trend } from './read-trend.ts'

const people = (count: number) => (count === 1 ? '1 customer' : `${count.toLocaleString('en')} customers`)
const rounded = (expected: number) => {
  if (expected < 0.1) return 'hardly any'
  return expected < 10 ? expected.toFixed(1) : Math.round(expected).toString()
}
const window = (days: number) => (days === 1 ? '24 hours' : `${days} days`)

const chance = (probability: number) =>
  probability < 0.000_001
    ? 'less than once in a million times'
    : `about once in ${Number((1 / probability).toPrecision(2)).toLocaleString('en')} times`

/** Why a problem has its direction, in a sentence for designers. */
export function trendInPlainWords(trend: Trend): string {
  const { direction, windowDays, customers, expected, probability, week } = trend
  const seen = `${people(customers)} in the last ${window(windowDays)}`
  const between = `${week.low} to ${week.high} would be usual`
  switch (direction) {
    case 'EMERGING':
      return `New: ${seen}, and none before. By chance so many come ${chance(probability ?? 1)}.`
    case 'SPIKE':
      return `${seen}, where ${rounded(expected ?? 0)} were expected. By chance so many come ${chance(probability ?? 1)}.`
    case 'GROWING':
      return `More than usual: ${seen}; ${between}.`
    case 'FALLING':
      return `Less than usual: ${seen}; ${between}.`
    case 'STEADY':
      return `As usual: ${seen}; ${between}.`
    case 'QUIET':
      return 'Nobody reported it in the last 28 days.'
    case 'TOO_EARLY':
      return `${seen}. It is too early to say what is usual.`
  }
}

/** What a signal says, in a sentence for designers. */
export function signalInPlainWords(signal: ProblemSignal): string {
  const { kind, windowHours, customers, expected, probability, version, fixedInVersion } = signal
  const seen = `${people(customers ?? 0)} in ${window((windowHours ?? 0) / 24)}`
  const fixed =
    fixedInVersion === null
      ? 'It was fixed, nobody said in which version'
      : `It was fixed in ${fixedInVersion}`
  switch (kind) {
    case 'EMERGING':
      return `A new problem: ${seen}, and none before. By chance so many come ${chance(probability ?? 1)}.`
    case 'SPIKE':
      return `${seen}, where ${rounded(expected ?? 0)} were expected. By chance so many come ${chance(probability ?? 1)}.`
    case 'REGRESSION':
      return `${fixed}, and is reported from ${version}, after the release.`
    case 'REGRESSION_REVIEW':
      return version === null
        ? `${fixed}, and is reported again by somebody whose version is not known. Ask which one they have.`
        : `${fixed}, and is reported again from ${version}, which may have the fix or not. Record when it was released.`
  }
}
