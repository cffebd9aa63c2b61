import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mapInTurns } from '../../src/platform/in-turns.ts'

/** Keeps the event loop for a few milliseconds. */
function compute(item: number): number {
  const until = performance.now() + 3
  while (performance.now() < until);
  return item * 2
}

test('others get their turns during a long computation, and its results are in order', async () => {
  const items = Array.from({ length: 30 }, (_, i) => i)
  let turns = 0
  let done = false
  const working = mapInTurns(items, compute).finally(() => {
    done = true
  })
  while (!done) {
    turns += 1
    await setImmediate()
  }
  expect(await working).toEqual(items.map((item) => item * 2))
  expect(turns).toBeGreaterThanOrEqual(8)
})

test('a mistake in it is the one that its caller gets', async () => {
  await expect(
    mapInTurns([1], () => {
      throw new RangeError('no')
    }),
  ).rejects.toThrow(RangeError)
})
