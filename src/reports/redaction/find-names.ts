import type { Finding } from './redaction.types.ts'

/** More names or longer ones would make the search a burden; no conversation has them. */
const mostNames = 100
const longestName = 120

/**
 * The given names, whatever their case, also with Turkish dotted and dotless i. A name inside a longer word stays
 * ("Ali" in "kalite"), except in scripts that write no spaces.
 */
export function findNames(text: string, names: readonly string[]): Finding[] {
  const wanted = new Set<string>()
  for (const name of names.slice(0, mostNames)) {
    const trimmed = name.trim().replaceAll(/\s{1,20}/g, ' ')
    if (trimmed.length < 2 || trimmed.length > longestName || !/\p{L}/u.test(trimmed)) continue
    wanted.add(lowerUnits(trimmed.normalize('NFC')))
    wanted.add(lowerUnits(trimmed.normalize('NFD')))
  }
  if (wanted.size === 0) return []
  const haystack = lowerUnits(text)
  const found: Finding[] = []
  // The longest first, so that "Ann Lee" goes as one and not as "[name] Lee".
  for (const name of [...wanted].sort((a, b) => b.length - a.length)) {
    for (let at = haystack.indexOf(name); at >= 0; at = haystack.indexOf(name, at + name.length)) {
      const end = at + name.length
      if (isWhole(haystack, at, end)) found.push({ start: at, end, kind: 'NAME' })
    }
  }
  return found
}

/** Lower case that keeps every position: letters whose lower case is longer stay, the four i become one. */
function lowerUnits(text: string): string {
  let lowered = ''
  for (const unit of text) {
    if (/[IİıI]/.test(unit)) lowered += 'i'
    else if (/\s/.test(unit)) lowered += ' '
    else {
      const lower = unit.toLowerCase()
      lowered += lower.length === unit.length ? lower : unit
    }
  }
  return lowered
}

const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const wordUnit = /[\p{L}\p{M}\p{N}_]/u

function isWhole(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1)
  const after = text.charAt(end)
  const open = (neighbour: string) => !wordUnit.test(neighbour) || unspaced.test(neighbour)
  if (unspaced.test(text.charAt(start))) return end - start >= 3 || (open(before) && !unspaced.test(before))
  return open(before) && open(after)
}
