import { setTimeout } from 'node:timers/promises'
import { StepMissing } from './step-missing.ts'

const everyMs = 200

/**
 * Asks until something is there: null means not yet.
 * @throws StepMissing where it is not there within the limit
 */
export async function waitFor<Value>(
  step: string,
  probe: () => Value | null | Promise<Value | null>,
  limitMs = 20_000,
): Promise<Value> {
  for (let waited = 0; waited <= limitMs; waited += everyMs) {
    const value = await probe()
    if (value !== null) return value
    // A demo that was stopped does not wait for its story to end.
    await setTimeout(everyMs, undefined, { ref: false })
  }
  throw new StepMissing(step, `It did not happen within ${limitMs / 1000} seconds.`)
}
