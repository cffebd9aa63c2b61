import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysRead, readTrend, type TrendSeries } from '../../../src/problems/trend/read-trend.ts'
import { trendInPlainWords } from '../../../src/problems/trend/trend-in-plain-words.ts'

/** Customers of each day, today first, each customer once; known and watched since the last day given. */
function series(daily: readonly number[], about: Partial<TrendSeries> = {}): TrendSeries {
  const within = (days: number) => daily.slice(0, days).reduce((sum, customers) => sum + customers, 0)
  return {
    watchedDays: daily.length,
    knownDays: daily.length,
    customers: { 1: within(1), 3: within(3), 7: within(7), 10: within(10), 28: within(28) },
    daily: Array.from({ length: daysRead }, (_, day) => daily[day] ?? 0),
    ...about,
  }
}

/** So many a week, this week first, on the first day of each. */
const weekly = (...weeks: number[]) =>
  series(
    weeks.flatMap((customers) => [customers, 0, 0, 0, 0, 0, 0]),
    { watchedDays: weeks.length * 7, knownDays: weeks.length * 7 },
  )

/** So many a week, evenly over its days. */
const even = (...weeks: number[]) =>
  series(
    weeks.flatMap((customers) =>
      Array.from(
        { length: 7 },
        (_, day) => Math.floor(((day + 1) * customers) / 7) - Math.floor((day * customers) / 7),
      ),
    ),
  )

test('three after none are a spike, thirty after twenty-five are not', () => {
  expect(weekly(3, 0, 0, 0, 0, 0, 0, 0, 1).customers[7]).toBe(3)
  expect(readTrend(weekly(3, 0, 0, 0, 0, 0, 0, 0, 1)).direction).toBe('SPIKE')
  expect(readTrend(even(30, 25, 25, 25, 25, 25, 25, 25, 25)).direction).toBe('STEADY')
})

test('twice as many as in any week before are growth, five times as many a spike', () => {
  expect(readTrend(even(50, 25, 25, 25, 25, 25, 25, 25, 25)).direction).toBe('GROWING')
  expect(readTrend(even(125, 25, 25, 25, 25, 25, 25, 25, 25)).direction).toBe('SPIKE')
  expect(readTrend(even(4, 25, 25, 25, 25, 25, 25, 25, 25)).direction).toBe('FALLING')
})

test('a spike is told within a day', () => {
  const daily = [6, ...Array.from({ length: 56 }, (_, day) => (day % 7 === 0 ? 1 : 0))]
  expect(readTrend(series(daily))).toMatchObject({ direction: 'SPIKE', windowDays: 1, customers: 6 })
})

test('two customers are never told, whatever was before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 20, maxLength: 63 }), fc.nat(2), (before, today) => {
      const trend = readTrend(series([today, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...before]))
      expect(trend.direction).not.toBe('SPIKE')
      expect(trend.direction).not.toBe('EMERGING')
    }),
  )
})

test('a new problem of a product that is watched for weeks emerges; of a new product it is too early', () => {
  const fresh = { knownDays: 3.5 }
  expect(readTrend(series([2, 1, 1, 1], { ...fresh, watchedDays: 60 })).direction).toBe('EMERGING')
  expect(readTrend(series([2, 1, 1, 1], { ...fresh, watchedDays: 6 })).direction).toBe('TOO_EARLY')
  expect(readTrend(series([1, 0, 0, 1], { ...fresh, watchedDays: 60 })).direction).toBe('TOO_EARLY')
})

test('what emerged is measured against its own days, not against those before it was there', () => {
  const daily = [3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2]
  const trend = readTrend(series(daily, { watchedDays: 90 }))
  expect(trend.direction).toBe('STEADY')
  expect(trend.week.expected).toBeGreaterThan(15)
})

test('nothing in four weeks is quiet', () => {
  expect(readTrend(series([...Array.from({ length: 30 }, () => 0), 9, 9])).direction).toBe('QUIET')
})

test('every direction has a sentence with figures in it', () => {
  const said = [
    weekly(3, 0, 0, 0, 0, 0, 0, 0, 1),
    even(30, 25, 25, 25, 25),
    series([2, 1, 1, 1], { watchedDays: 60, knownDays: 3.5 }),
    series([1]),
  ].map((each) => trendInPlainWords(readTrend(each)))
  expect(said).toEqual([
    '3 customers in the last 24 hours, where hardly any were expected. By chance so many come about once in 74,000 times.',
    expect.stringMatching(/^As usual: 30 customers in the last 7 days; \d+ to \d+ would be usual\.$/),
    expect.stringMatching(
      /^New: 5 customers in the last 10 days, and none before\. By chance so many come about once/,
    ),
    '1 customer in the last 7 days. It is too early to say what is usual.',
  ])
})
