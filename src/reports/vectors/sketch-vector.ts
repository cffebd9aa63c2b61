import { finishHash } from '../../embedding/hash-text.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'

/** Longer meanings are folded onto as many dimensions; the built-in model's fit as they are. */
const denseLength = 384
/** Wordings are folded onto as many: fewer lose too many of the nearest, more fill the index. */
const lexicalLength = 768
/** Of every sketch, whichever the model, so that one index holds them all. */
export const sketchLength = denseLength + lexicalLength

type Vectors = { dense: Float32Array | null; lexical: SparseVector }

/**
 * Meaning and wording of a text in one short vector, Float32Array(sketchLength), not of unit length. The
 * likeness of two sketches comes near to that of the texts, the nearer the fewer dimensions were folded: good
 * enough to choose whom to compare, too coarse to decide.
 */
export function sketchVector({ dense, lexical }: Vectors, denseShare = 0.5): Float32Array {
  const sketch = new Float32Array(sketchLength)
  dense?.forEach((value, index) => {
    const place = index % denseLength
    // The first fold keeps its signs: a model that fits is copied.
    const sign = index >= denseLength && signOf(index) ? -1 : 1
    sketch[place] = (sketch[place] as number) + denseShare * sign * value
  })
  lexical.indices.forEach((index, at) => {
    const hash = finishHash(index + 1)
    const place = denseLength + (hash % lexicalLength)
    const value = (1 - denseShare) * (lexical.values[at] as number)
    // Signs make features that fall together cancel out instead of adding up.
    sketch[place] = (sketch[place] as number) + (signOf(hash) ? -value : value)
  })
  return sketch
}

/** What a group of texts has in common. Float32Array(sketchLength). */
export function meanSketch(members: readonly Vectors[]): Float32Array {
  const mean = new Float32Array(sketchLength)
  for (const member of members)
    sketchVector(member).forEach((value, index) => {
      mean[index] = (mean[index] as number) + value / members.length
    })
  return mean
}

const signOf = (hash: number): boolean => (finishHash(hash) & 1) === 1
