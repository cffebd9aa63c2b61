/** Digits without anything between them; `separator` is what stood before them in the run ('' for the first). */
export type DigitGroup = { start: number; end: number; digits: string; separator: string }

/** Groups that may belong to one number, as `+90 (532) 123 45 67` has five. */
export type DigitRun = { plus: boolean; groups: DigitGroup[] }

const runPattern = /\+?\(?\d(?:[ .\-/()]{0,3}\d)*/g
const groupPattern = /\d+/g

/** Folded text in, every run of digits out, in order. Linear: separators and digits share no character. */
export function scanDigitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  for (const match of text.matchAll(runPattern)) {
    const groups: DigitGroup[] = []
    let previousEnd = 0
    for (const group of match[0].matchAll(groupPattern)) {
      const start = match.index + group.index
      const separator = groups.length === 0 ? '' : match[0].slice(previousEnd, group.index)
      groups.push({ start, end: start + group[0].length, digits: group[0], separator })
      previousEnd = group.index + group[0].length
    }
    runs.push({ plus: match[0].startsWith('+'), groups })
  }
  return runs
}

const latinGlue = /[A-Za-z\u00C0-\u024F_]/
const currency = /[\p{Sc}#]/u

/** Whether the digits at `start` continue a name or an amount: `HX-2200`, `0x80`, `$1200`, `1,234`. */
export function isGluedBefore(text: string, start: number): boolean {
  const before = text.charAt(start - 1)
  const beforeThat = text.charAt(start - 2)
  if (latinGlue.test(before) || currency.test(before)) return true
  if (before === ' ') return currency.test(beforeThat)
  if (before === '-' || before === '/') return latinGlue.test(beforeThat)
  return /[.,:]/.test(before) && /\d/.test(beforeThat)
}

/** Whether the digits that end at `end` go on as a name, an amount or a decimal: `12GB`, `500 €`, `3,5`. */
export function isGluedAfter(text: string, end: number): boolean {
  const after = text.charAt(end)
  if (latinGlue.test(after) || currency.test(after) || after === '%') return true
  if (/[,:]/.test(after)) return /\d/.test(text.charAt(end + 1))
  return /^ ?(?:\p{Sc}|(?:tl|try|usd|eur|gbp|thb|บาท|円|%)(?![\p{L}]))/iu.test(text.slice(end, end + 6))
}

/** Whether three groups read as a calendar date, written with the same separator throughout. */
export function isDate(groups: readonly DigitGroup[], at: number): boolean {
  const [a, b, c, next] = groups.slice(at, at + 4)
  // `06.12.34.56.78` goes on with the same separator: no date.
  if (
    !a ||
    !b ||
    !c ||
    next?.separator === b.separator ||
    b.separator !== c.separator ||
    !/^[./-]$/.test(b.separator)
  )
    return false
  const isYear = (digits: string) => /^(?:19|20|25)\d\d$/.test(digits)
  const isPart = (digits: string) => digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 31
  if (isYear(a.digits)) return isPart(b.digits) && isPart(c.digits)
  return isPart(a.digits) && isPart(b.digits) && (isYear(c.digits) || c.digits.length === 2)
}
