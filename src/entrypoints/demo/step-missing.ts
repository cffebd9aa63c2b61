/** A step of the loop that was not seen; the demo ends with its message. */
export class StepMissing extends Error {
  constructor(step: string, why: string) {
    super(`The demo stops: this step of the loop was not seen: ${step}.\n${why}`)
  }
}

export function expectStep(seen: boolean, step: string, why: string): asserts seen {
  if (!seen) throw new StepMissing(step, why)
}
