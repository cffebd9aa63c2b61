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

/**
 * What was last reported longer ago than this recurs no more: an import of old years opens no tickets for what
 * is over. It spans a year, so that what comes back every winter is kept.
 */
export const longestSilenceDays = 365

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

/**
 * The most distinct customers within any window, wherever it ends: late reports may complete one that has
 * passed, so the order in which reports come in does not matter.
 * @param contacts earliest first
 */
export function mostCustomersInWindow(
  contacts: readonly { customer: string; occurredAt: Date }[],
  windowDays: number,
): number {
  const within = new Map<string, number>()
  let most = 0
  let first = 0
  for (const { customer, occurredAt } of contacts) {
    within.set(customer, (within.get(customer) ?? 0) + 1)
    const start = occurredAt.getTime() - windowDays * 86_400_000
    for (let left = contacts[first]; left && left.occurredAt.getTime() <= start; left = contacts[++first]) {
      const remaining = (within.get(left.customer) ?? 0) - 1
      if (remaining === 0) within.delete(left.customer)
      else within.set(left.customer, remaining)
    }
    most = Math.max(most, within.size)
  }
  return most
}

export function leavesBaseline({ customersThisWeek, customersInEarlierWeeks }: RecurrenceCounts): boolean {
  if (customersThisWeek < fewest || customersInEarlierWeeks.length === 0) return false
  const total = customersInEarlierWeeks.reduce((sum, customers) => sum + customers, 0)
  const rate = Math.max(total / customersInEarlierWeeks.length, lowestRate)
  return poissonAtLeast(customersThisWeek, rate) < surprise
}

/** P(X >= count) for X ~ Poisson(rate). Summed in logarithms, so that a high rate does not underflow. */
export function poissonAtLeast(count: number, rate: number): number {
  let term = -rate
  let below = 0
  for (let k = 0; k < count; k++) {
    below += Math.exp(term)
    term += Math.log(rate) - Math.log(k + 1)
  }
  return Math.max(0, 1 - below)
}
