/** The same direction with length 1, as a new array; a zero vector stays zero. */
export function unitLength(vector: ArrayLike<number>): Float32Array {
  let squares = 0
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) ** 2
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  return Float32Array.from(vector, (value) => value * scale)
}
