import { z } from 'zod'
import { checkedVector } from '../checked-vector.ts'

// Each number is looked at below: a schema for every one of them takes ten times as long.
const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.unknown()).min(1) })),
})

/**
 * The vectors of an answer in the order of the texts, of length one; null for one that holds something else than
 * finite numbers, or nothing but zeros. A sentence about what is wrong where the answer is no answer to the texts.
 */
export function readVectors(body: unknown, texts: number): (Float32Array | null)[] | { wrong: string } {
  const answer = answerSchema.safeParse(body)
  if (!answer.success) return { wrong: `answered in another shape: ${z.prettifyError(answer.error)}` }
  const { data } = answer.data
  const places = new Set(data.map(({ index }) => index))
  if (data.length !== texts || places.size !== texts || [...places].some((index) => index >= texts))
    return { wrong: `answered ${data.length} vectors for ${texts} texts` }
  const lengths = new Set(data.map(({ embedding }) => embedding.length))
  if (lengths.size > 1)
    return { wrong: `answered vectors of ${[...lengths].join(' and ')} dimensions at once` }
  const vectors = new Array<Float32Array | null>(texts).fill(null)
  for (const { index, embedding } of data) vectors[index] = toVector(embedding)
  return vectors
}

function toVector(embedding: readonly unknown[]): Float32Array | null {
  const numbers = new Float64Array(embedding.length)
  for (let i = 0; i < embedding.length; i++) {
    const value = embedding[i]
    if (typeof value !== 'number') return null
    numbers[i] = value
  }
  return checkedVector(numbers)
}
