import type { Embedder } from '../../src/embedding/embedder.ts'
import { languageOf, seededRandom, tellProblem } from './make-texts.ts'

/** Makes the vector of one more telling of a problem; null in a language that the model does not know. */
export type MakeVector = (problem: number) => Float32Array | null

/**
 * Real vectors of one telling of each problem, moved a little toward another problem and at random, so that two
 * tellings are as much alike as real ones: cosine about 0.6.
 */
export async function perturbVectors(
  embedder: Embedder,
  problems: number,
  seed: number,
): Promise<MakeVector> {
  const random = seededRandom(seed)
  const plain = Array.from({ length: problems }, (_, problem) => tellProblem(problem))
  const real: Float32Array[] = []
  for (let at = 0; at < problems; at += 256)
    real.push(...(await embedder.embed(plain.slice(at, at + 256))).map((vector) => vector as Float32Array))
  const { dimensions } = embedder
  const noise = Array.from({ length: 2_048 }, () => {
    const vector = Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5)
    return toLength(vector, 0.42)
  })
  return (problem) => {
    if (languageOf(problem) !== 'en') return null
    const own = real[problem] as Float32Array
    const other = real[Math.floor(random() * problems)] as Float32Array
    const [a, b] = [noise[Math.floor(random() * 2_048)], noise[Math.floor(random() * 2_048)]]
    const mixed = own.map((value, i) => 0.8 * value + 0.25 * (other[i] ?? 0) + (a?.[i] ?? 0) + (b?.[i] ?? 0))
    return toLength(mixed, 1)
  }
}

function toLength(vector: Float32Array, length: number): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const factor = length / Math.sqrt(squares)
  return vector.map((value) => value * factor)
}
