import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atLeast, atMost, predictCount, quantile } from '../../../src/problems/trend/predict-count.ts'

const baselines = fc.record({
  count: fc.nat(400),
  windows: fc.double({ min: 0.5, max: 60, noNaN: true }),
})

/** ln Γ(x), Stirling's series after shifting x up. */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 10; at++) shift -= Math.log(at)
  const inverse = 1 / (at * at)
  const series = 1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))
  return shift + (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series / at
}

test('P(X ≤ n) is what summing the negative binomial distribution gives', () => {
  fc.assert(
    fc.property(baselines, fc.nat(80), (baseline, count) => {
      const prediction = predictCount(baseline)
      const { mean, shape } = prediction
      let sum = 0
      for (let k = 0; k <= count; k++) {
        const ways = logGamma(k + shape) - logGamma(shape) - logGamma(k + 1)
        sum += Math.exp(ways + shape * Math.log(shape / (shape + mean)) + k * Math.log(mean / (shape + mean)))
      }
      expect(atMost(count, prediction)).toBeCloseTo(sum, 8)
    }),
  )
})

test('more customers are never more likely, and a higher baseline never makes them less likely', () => {
  fc.assert(
    fc.property(baselines, fc.nat(60), fc.nat(20), (baseline, count, more) => {
      const prediction = predictCount(baseline)
      expect(atLeast(count + more, prediction)).toBeLessThanOrEqual(atLeast(count, prediction))
      const busier = predictCount({ ...baseline, count: baseline.count + more })
      expect(atLeast(count, busier)).toBeGreaterThanOrEqual(atLeast(count, prediction) - 1e-9)
    }),
  )
})

test('the same rate over fewer weeks surprises less', () => {
  const after = (weeks: number) => atLeast(9, predictCount({ count: 2 * weeks, windows: weeks }))
  expect(after(2)).toBeGreaterThan(after(4))
  expect(after(4)).toBeGreaterThan(after(8))
})

test('a quantile is the smallest count that reaches its probability', () => {
  fc.assert(
    fc.property(baselines, fc.constantFrom(0.05, 0.5, 0.95), (baseline, probability) => {
      const prediction = predictCount(baseline)
      const found = quantile(probability, prediction)
      expect(atMost(found, prediction)).toBeGreaterThanOrEqual(probability)
      if (found > 0) expect(atMost(found - 1, prediction)).toBeLessThan(probability)
    }),
  )
})

test('a rate of thousands a week neither underflows nor takes long', () => {
  const prediction = predictCount({ count: 80_000, windows: 8 })
  expect(atLeast(10_000, prediction)).toBeGreaterThan(0.3)
  expect(atLeast(10_000, prediction)).toBeLessThan(0.7)
  expect(atLeast(60_000, prediction)).toBeLessThan(1e-6)
})
