import { type Lexicon, lexicalBuckets, lexicalFeatures, weigh } from '../../src/embedding/lexical-features.ts'
import type { SparseVector } from '../../src/embedding/sparse-vector.ts'
import { seededRandom, tellProblem } from './make-texts.ts'
import { drawProblem, type PlannedProblem } from './plan-problems.ts'

/** How common each lexical feature is in the planned reports. */
export type LearnedLexicon = {
  documents: number
  frequencies: Uint32Array
  weigh(text: string): SparseVector
}

const sampled = 20_000

/** Counts a sample of the texts, and reckons what all of them would have given. */
export function learnLexicon(plan: readonly PlannedProblem[], documents: number): LearnedLexicon {
  const random = seededRandom(5)
  const frequencies = new Uint32Array(lexicalBuckets)
  for (let i = 0; i < sampled; i++) {
    const { indices } = lexicalFeatures(tellProblem(drawProblem(plan, random).number, random))
    for (const bucket of indices) frequencies[bucket] = (frequencies[bucket] ?? 0) + 1
  }
  frequencies.forEach((count, bucket) => {
    frequencies[bucket] = Math.ceil((count * documents) / sampled)
  })
  const lexicon: Lexicon = { documents, frequency: (bucket) => frequencies[bucket] ?? 0 }
  return { documents, frequencies, weigh: (text) => weigh(lexicalFeatures(text), lexicon) }
}
