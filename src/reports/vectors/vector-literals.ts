import { lexicalBuckets } from '../../embedding/lexical-features.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'

/** pgvector takes 16,000 entries; the strongest of a long text tell all that is needed. */
const mostEntries = 2_000

/** A vector as pgvector writes it: `[0.1,0.2]`. */
export const vectorLiteral = (vector: Float32Array): string =>
  `[${Array.from(vector, (value) => value.toPrecision(7)).join(',')}]`

/**
 * A sparse vector as pgvector writes it: `{1:0.5,7:0.1}/98304`, counted from one. Where only its strongest entries
 * are kept, they get its length: or a long text would be less like everything, itself included.
 */
export function sparsevecLiteral({ indices, values }: SparseVector): string {
  const entries = Array.from(indices, (index, at) => ({ index, value: values[at] ?? 0 })).filter(
    ({ value }) => value !== 0,
  )
  const kept =
    entries.length <= mostEntries
      ? entries
      : entries
          .sort((a, b) => b.value - a.value)
          .slice(0, mostEntries)
          .sort((a, b) => a.index - b.index)
  const scale = kept === entries ? 1 : lengthOf(entries) / lengthOf(kept)
  return `{${kept.map(({ index, value }) => `${index + 1}:${(value * scale).toPrecision(6)}`).join(',')}}/${lexicalBuckets}`
}

const lengthOf = (entries: readonly { value: number }[]): number =>
  Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0))

/** A sketch as pgvector writes a halfvec: it keeps three digits. */
export const sketchLiteral = (sketch: Float32Array): string =>
  `[${Array.from(sketch, (value) => (value === 0 ? '0' : value.toPrecision(4))).join(',')}]`

export const parseVector = (literal: string): Float32Array =>
  Float32Array.from(JSON.parse(literal) as number[])

export function parseSparsevec(literal: string): SparseVector {
  const entries = literal.slice(1, literal.lastIndexOf('}')).split(',').filter(Boolean)
  const indices = new Uint32Array(entries.length)
  const values = new Float32Array(entries.length)
  entries.forEach((entry, at) => {
    const colon = entry.indexOf(':')
    indices[at] = Number(entry.slice(0, colon)) - 1
    values[at] = Number(entry.slice(colon + 1))
  })
  return { indices, values }
}
