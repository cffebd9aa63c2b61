/** How often something was counted before, and for how many windows of the length that is asked about. */
export type Baseline = { count: number; windows: number }

/** What the baseline says about one more window: a negative binomial distribution. */
export type Prediction = { mean: number; shape: number }

/**
 * How much a rate varies from week to week beyond chance: a coefficient of variation of about a third. It holds
 * weekends, campaigns and holidays; without it a big problem would be told for every busy Monday.
 */
const restlessness = 0.1

/**
 * The Gamma–Poisson prediction with Jeffreys' prior. A short or empty baseline leaves the rate open, so the
 * prediction is wider than a Poisson distribution at the observed rate.
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6.
 */
export function predictCount({ count, windows }: Baseline): Prediction {
  const known = count + 0.5
  return { mean: known / windows, shape: 1 / (1 / known + restlessness) }
}

/** P(X ≥ count). */
export const atLeast = (count: number, prediction: Prediction): number =>
  count <= 0 ? 1 : Math.max(0, 1 - atMost(count - 1, prediction))

/** P(X ≤ count). Summed in logarithms, so that nothing underflows however high the mean. */
export function atMost(count: number, { mean, shape }: Prediction): number {
  const growth = Math.log(mean) - Math.log(mean + shape)
  let term = shape * (Math.log(shape) - Math.log(mean + shape))
  let sum = 0
  for (let k = 0; k <= count; k++) {
    sum += Math.exp(term)
    term += growth + Math.log(k + shape) - Math.log(k + 1)
  }
  return Math.min(1, sum)
}

/** The smallest count that is not exceeded with this probability. */
export function quantile(probability: number, prediction: Prediction): number {
  const { mean, shape } = prediction
  // By Chebyshev's inequality it lies below this, for the probabilities asked about here.
  let low = 0
  let high = Math.ceil(mean + 20 * Math.sqrt(mean + (mean * mean) / shape) + 20)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (atMost(middle, prediction) >= probability) high = middle
    else low = middle + 1
  }
  return low
}
