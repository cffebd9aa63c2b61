import { lexicalBuckets } from '../../embedding/lexical-features.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'

/** pgvector takes 16,000 entries; the strongest of a long text tell all that is needed. */
const mostEntries = 2_000

/** A vector as pgvector writes it: `[0.1,0.2]`. */
export const vectorLiteral = (vector: Float32Array): string =>
  `[${Array.from(vector, (value) => value.toPrecision(7)).join(',')}]`

/** A sparse vector as pgvector writes it: `{1:0.5,7:0.1}/98304`, counted from one. */
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
  return `{${kept.map(({ index, value }) => `${index + 1}:${value.toPrecision(6)}`).join(',')}}/${lexicalBuckets}`
}
