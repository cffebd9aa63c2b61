import { atLeast, atMost, type Prediction, predictCount, quantile } from './predict-count.ts'

/** What a trend is read from. Customers are distinct ones; a day is the 24 hours before the same time of day. */
export type TrendSeries = {
  /** Days since the first report of the product that the problem is of: what was not reported since, was not there. */
  watchedDays: number
  /** Days since the first report of the problem. */
  knownDays: number
  /** Customers within the last so many days. */
  customers: { 1: number; 3: number; 7: number; 10: number; 28: number }
  /** Customers of each day, the last 24 hours first; at least as many days as `daysRead`. */
  daily: readonly number[]
}

const directions = ['EMERGING', 'SPIKE', 'GROWING', 'STEADY', 'FALLING', 'QUIET', 'TOO_EARLY'] as const

export type Trend = {
  direction: (typeof directions)[number]
  /** The window that decided. */
  windowDays: 1 | 3 | 7 | 10 | 28
  /** Customers within it, and how many were expected there; null where nothing can be expected. */
  customers: number
  expected: number | null
  /** How likely so many or more would have been by chance. */
  probability: number | null
  /** Customers of the last seven days, and between which numbers nine in ten such weeks lie. */
  week: { customers: number; expected: number | null; low: number | null; high: number | null }
}

/** No fewer customers than this say anything about a rate. */
export const fewestCustomers = 3
/** Short windows are looked at more often, and weekends move them more: they have to surprise more. */
const spikes = [
  { windowDays: 1, surprise: 0.0002 },
  { windowDays: 3, surprise: 0.0006 },
  { windowDays: 7, surprise: 0.002 },
] as const
/** How long a problem is new. */
export const newDays = 10
/** How long its product has to be watched without it, before a problem can emerge. */
const watchedBefore = 14
const emergingSurprise = 0.002
/** Fewer days are no baseline; more than eight weeks tell about another time. */
const shortestBaseline = 7
const longestBaseline = 56
/** One week in twenty is as high, or as low. */
const unusual = 0.05

export const daysRead = longestBaseline + 7

export function readTrend(series: TrendSeries): Trend {
  const { customers, watchedDays, knownDays } = series
  const usual = predictWindow(series, 7)
  const week = {
    customers: customers[7],
    expected: usual?.mean ?? null,
    low: usual && quantile(unusual, usual),
    high: usual && quantile(1 - unusual, usual),
  }
  const told = (direction: Trend['direction'], windowDays: Trend['windowDays'], by: Prediction | null) => ({
    direction,
    windowDays,
    customers: customers[windowDays],
    expected: by?.mean ?? null,
    probability: by && atLeast(customers[windowDays], by),
    week,
  })

  if (customers[28] === 0) return told('QUIET', 28, null)
  if (hasEmerged(series) && knownDays <= newDays) {
    const { mean, probability } = surpriseOfNew(customers[newDays], watchedDays, knownDays)
    const emerging = customers[newDays] >= fewestCustomers && probability < emergingSurprise
    return { ...told(emerging ? 'EMERGING' : 'TOO_EARLY', newDays, null), expected: mean, probability }
  }
  for (const { windowDays, surprise } of spikes) {
    const by = predictWindow(series, windowDays)
    if (by === null || customers[windowDays] < fewestCustomers) continue
    if (atLeast(customers[windowDays], by) < surprise) return told('SPIKE', windowDays, by)
  }
  if (usual === null) return told('TOO_EARLY', 7, null)
  if (atLeast(customers[7], usual) < unusual) return told('GROWING', 7, usual)
  return told(atMost(customers[7], usual) < unusual ? 'FALLING' : 'STEADY', 7, usual)
}

/** The problem came up while its product was watched already. */
const hasEmerged = ({ watchedDays, knownDays }: TrendSeries): boolean =>
  watchedDays - knownDays >= watchedBefore

/** What the days before a window say about it; null where they are too few. */
function predictWindow(series: TrendSeries, windowDays: 1 | 3 | 7): Prediction | null {
  // Before it emerged its rate was another one.
  const since = hasEmerged(series) ? series.knownDays : series.watchedDays
  const days = Math.min(since - windowDays, longestBaseline)
  if (days < shortestBaseline) return null
  const count = series.daily
    .slice(windowDays, windowDays + Math.ceil(days))
    .reduce((sum, customers) => sum + customers, 0)
  return predictCount({ count, windows: days / windowDays })
}

/**
 * Nobody had it while the product was watched, and then so many. The first customer is why we look at all, so
 * only those who followed can surprise.
 */
function surpriseOfNew(customers: number, watchedDays: number, knownDays: number) {
  const span = Math.max(knownDays, 1)
  const quietDays = Math.min(watchedDays, longestBaseline) - knownDays
  const prediction = predictCount({ count: 0, windows: quietDays / span })
  return { mean: prediction.mean, probability: atLeast(customers - 1, prediction) }
}

/** A spike is over once a week has no more customers than nine in ten of the weeks before it had. */
export const calmAfter = ({ week }: Trend): number => week.high ?? fewestCustomers - 1
