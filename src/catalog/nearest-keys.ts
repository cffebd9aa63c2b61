const pairs = (text: string) => {
  const padded = ` ${text.toLowerCase()} `
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)))
}

/** Dice coefficient of letter pairs, 0..1. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  const shared = [...left].filter((pair) => right.has(pair)).length
  return (2 * shared) / (left.size + right.size)
}

/** Up to three of the keys that a person who typed `key` may have meant, nearest first. */
export const nearest = (key: string, keys: readonly string[]): string[] =>
  keys
    .map((other) => ({ other, score: likeness(key, other) }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score || a.other.localeCompare(b.other))
    .slice(0, 3)
    .map(({ other }) => other)
