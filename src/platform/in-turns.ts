import { setImmediate } from 'node:timers/promises'

/** Milliseconds of computing after which others get their turn: far below what somebody who waits would feel. */
const turn = 8

/** Runs a long computation so that the event loop does other things between its steps. */
export async function inTurns<Result>(steps: Generator<unknown, Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < turn) continue
    await setImmediate()
    began = performance.now()
  }
}

/** `items.map(work)`, where each item is a step. */
export const mapInTurns = <Item, Result>(
  items: readonly Item[],
  work: (item: Item, at: number) => Result,
): Promise<Result[]> =>
  inTurns(
    (function* () {
      const results: Result[] = []
      for (const [at, item] of items.entries()) {
        results.push(work(item, at))
        yield
      }
      return results
    })(),
  )
