import {
  calmAfter,
  daysRead,
  newDays,
  readTrend,
  type TrendSeries,
} from '../src/problems/trend/read-trend.ts'

type GoldReport = { label: string; ts: string; customer: string }
type GoldEvent = { label: string; type: string; fixed_around?: string }
type Alert = { cluster: string; ts: string; type: 'emerging' | 'spike' | 'regression' }

const dayMs = 86_400_000

/** What is known of a problem while its stream is replayed. */
class Replayed {
  readonly contacts: { at: number; customer: string }[] = []
  readonly fixedAt: number
  /** The episode that lasts; a spike ends at `calm` customers a week. */
  open: { kind: Alert['type']; at: number; calm: number } | null = null

  constructor(fixedAt: number) {
    this.fixedAt = fixedAt
  }

  within(days: number, now: number): number {
    const recent = this.contacts.filter(({ at }) => at > now - days * dayMs)
    return new Set(recent.map(({ customer }) => customer)).size
  }

  series(now: number, watchedSince: number): TrendSeries {
    const days = Array.from({ length: daysRead }, () => new Set<string>())
    for (const { at, customer } of this.contacts) days[Math.floor((now - at) / dayMs)]?.add(customer)
    const within = (count: number) => this.within(count, now)
    return {
      watchedDays: (now - watchedSince) / dayMs,
      knownDays: (now - (this.contacts[0]?.at ?? now)) / dayMs,
      customers: { 1: within(1), 3: within(3), 7: within(7), 10: within(10), 28: within(28) },
      daily: days.map(({ size }) => size),
    }
  }

  /** As the service does it every hour; here before each report. */
  endEpisode(now: number): void {
    if (this.open === null) return
    const { kind, at, calm } = this.open
    const last = this.contacts.at(-1)?.at ?? now
    const over = {
      emerging: now - (this.contacts[0]?.at ?? now) > newDays * dayMs,
      spike: now - at > 28 * dayMs || (now - at >= 7 * dayMs && this.within(7, now) <= calm),
      regression: now - last > 7 * dayMs,
    }
    if (over[kind]) this.open = null
  }
}

/** Alerts in the order in which they are told. A fix is told without a version, when the labels say it was made. */
export function replaySignals(reports: readonly GoldReport[], events: readonly GoldEvent[]): Alert[] {
  const watchedSince = Date.parse(reports[0]?.ts ?? '')
  const fixes = new Map(events.map(({ label, fixed_around }) => [label, Date.parse(fixed_around ?? '')]))
  const problems = new Map<string, Replayed>()
  const alerts: Alert[] = []
  for (const { label, ts, customer } of reports) {
    const now = Date.parse(ts)
    const problem = problems.get(label) ?? new Replayed(fixes.get(label) ?? Number.NaN)
    problems.set(label, problem)
    problem.endEpisode(now)
    problem.contacts.push({ at: now, customer })
    if (problem.open !== null) continue
    const trend = readTrend(problem.series(now, watchedSince))
    const kind = now > problem.fixedAt ? 'regression' : trend.direction.toLowerCase()
    if (kind !== 'regression' && kind !== 'spike' && kind !== 'emerging') continue
    problem.open = { kind, at: now, calm: calmAfter(trend) }
    alerts.push({ cluster: label, ts, type: kind })
  }
  return alerts
}
