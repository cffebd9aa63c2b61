/** `indices` ascend without repeats; `values[i]` stands at `indices[i]`. */
export interface SparseVector {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

/** Dot product; of unit vectors without negative values, the likeness 0..1. */
export function sparseDot(a: SparseVector, b: SparseVector): number {
  let sum = 0
  let j = 0
  for (let i = 0; i < a.indices.length; i++) {
    const index = a.indices[i] as number
    while (j < b.indices.length && (b.indices[j] as number) < index) j++
    if (j === b.indices.length) break
    if (b.indices[j] === index) sum += (a.values[i] as number) * (b.values[j] as number)
  }
  return Math.min(sum, 1)
}
