/** How the rule that makes a problem recurring is set for its product. */
export type RecurrenceRule = { customers: number; windowDays: number }

/** What the rule looks at, counted back from the latest report of the problem. */
export type RecurrenceCounts = {
  /** Distinct customers within the rule's window. */
  customersInWindow: number
  /** Distinct customers within the last seven days. */
  customersThisWeek: number
  /** Distinct customers in each of the weeks before, newest first; as many as the problem has lived, eight at most. */
  customersInEarlierWeeks: readonly number[]
}

/** One week in a thousand looks like this by chance. */
const surprise = 0.001
/** No fewer customers than this say anything about a rate. */
const fewest = 3
/** A rate is never taken for zero: a quiet problem may have one customer every other week. */
const lowestRate = 0.5

/**
 * A problem is recurring when enough distinct customers met it within the window, or when this week's
 * customers leave the problem's own weekly rate (one-sided Poisson test).
 */
export const isRecurring = (rule: RecurrenceRule, counts: RecurrenceCounts): boolean =>
  counts.customersInWindow >= rule.customers || leavesBaseline(counts)

export function leavesBaseline({ customersThisWeek, customersInEarlierWeeks }: RecurrenceCounts): boolean {
  if (customersThisWeek < fewest || customersInEarlierWeeks.length === 0) return false
  const total = customersInEarlierWeeks.reduce((sum, customers) => sum + customers, 0)
  const rate = Math.max(total / customersInEarlierWeeks.length, lowestRate)
  return poissonAtLeast(customersThisWeek, rate) < surprise
}

/** P(X >= count) for X ~ Poisson(rate). */
export function poissonAtLeast(count: number, rate: number): number {
  let term = Math.exp(-rate)
  let below = 0
  for (let k = 0; k < count; k++) {
    below += term
    term *= rate / (k + 1)
  }
  return Math.max(0, 1 - below)
}
