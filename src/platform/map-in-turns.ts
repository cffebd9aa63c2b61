import { setImmediate } from 'node:timers/promises'

/** Milliseconds of computing after which others get their turn: far below what somebody who waits would feel. */
const turn = 8

/** `items.map(work)` that lets the event loop do other things in between. A single item is never cut. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, at: number) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  let began = performance.now()
  for (const [at, item] of items.entries()) {
    results.push(work(item, at))
    if (performance.now() - began < turn) continue
    await setImmediate()
    began = performance.now()
  }
  return results
}
