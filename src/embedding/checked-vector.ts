import { unitLength } from './unit-length.ts'

/** With length 1; null where it points nowhere: NaN, infinite or all zero. Such a vector is like nothing, or like everything. */
export function checkedVector(vector: ArrayLike<number>): Float32Array | null {
  const unit = unitLength(vector)
  let squares = 0
  for (let i = 0; i < unit.length; i++) squares += (unit[i] as number) ** 2
  // Also false for NaN.
  return Math.abs(squares - 1) < 0.01 ? unit : null
}
