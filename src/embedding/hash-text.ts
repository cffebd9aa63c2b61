/** State of the hash before any letter; another seed gives another hash of the same text. */
export function startHash(seed: number): number {
  return (0x811c9dc5 ^ seed) >>> 0
}

/** FNV-1a, one UTF-16 unit or code point at a time. */
export function addToHash(state: number, unit: number): number {
  return Math.imul(state ^ unit, 0x01000193)
}

/** MurmurHash3's finaliser: without it, the low bits of short texts fall together. Answers 32 bits, unsigned. */
export function finishHash(state: number): number {
  let hash = state ^ (state >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
