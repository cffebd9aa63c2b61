import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BatchQueue } from '../../src/embedding/onnx/batch-queue.ts'

function textOf(length: number): number[] {
  return Array.from({ length }, () => 7)
}

test('a single text goes before the rest of an import', () => {
  const queue = new BatchQueue()
  queue.add(
    1,
    Array.from({ length: 500 }, () => textOf(20)),
  )
  queue.next()
  queue.add(2, [textOf(20)])
  expect(queue.next().map(({ request }) => request)).toContain(2)
})

test('a short text is not padded to a long one', () => {
  const queue = new BatchQueue()
  queue.add(1, [textOf(200), textOf(8), textOf(10)])
  expect(queue.next().map(({ place }) => place)).toEqual([1, 2])
  expect(queue.next().map(({ place }) => place)).toEqual([0])
})

test('every text goes exactly once, in batches within bounds, whatever was asked', () => {
  const requests = fc.array(fc.array(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 60 }), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(requests, (requests) => {
      const queue = new BatchQueue()
      for (const [request, lengths] of requests.entries()) queue.add(request, lengths.map(textOf))
      const seen: string[] = []
      for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
        expect(batch.length).toBeLessThanOrEqual(32)
        const longest = Math.max(...batch.map(({ ids }) => ids.length))
        expect(longest * batch.length).toBeLessThanOrEqual(2 * 4096)
        seen.push(...batch.map(({ request, place }) => `${request}/${place}`))
      }
      const expected = requests.flatMap((lengths, request) =>
        lengths.map((_, place) => `${request}/${place}`),
      )
      expect(seen.sort()).toEqual(expected.sort())
    }),
  )
})
