import { hasRightLuhnDigit } from './has-right-luhn-digit.ts'
import type { Finding } from './redaction.types.ts'
import { type DigitRun, isGluedAfter, isGluedBefore } from './scan-digit-runs.ts'

/** Brand by leading digits, with the lengths it issues: an IMEI passes Luhn too, but fits no brand. */
const brands: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|220[0-4]|9792)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^3(?:0[0-5]|[689])/, lengths: [14] },
  { prefix: /^(?:35(?:2[89]|[3-8])|6|50|5[678])/, lengths: [16, 17, 18, 19] },
]

const cardSeparator = /^(?: {1,2}|[-.]| - )$/

/** Payment card numbers: groups of three or more digits, a known brand and length, a right Luhn check digit. */
export function findCards(text: string, runs: readonly DigitRun[]): Finding[] {
  const found: Finding[] = []
  for (const { groups } of runs) {
    for (let first = 0; first < groups.length; first++) {
      const last = lastGroupOfCard(text, groups, first)
      if (last === null) continue
      found.push({ start: groups[first]?.start ?? 0, end: groups[last]?.end ?? 0, kind: 'CARD' })
      first = last
    }
  }
  return found
}

function lastGroupOfCard(text: string, groups: DigitRun['groups'], first: number): number | null {
  let digits = ''
  let card: number | null = null
  for (let at = first; at < groups.length; at++) {
    const group = groups[at]
    if (group === undefined || (at > first && !cardSeparator.test(group.separator))) break
    if (digits === '' && isGluedBefore(text, group.start)) break
    digits += group.digits
    if (digits.length > 19 || (group.digits.length < 3 && digits.length < 13)) break
    if (isCard(digits) && !isGluedAfter(text, group.end)) card = at
  }
  return card
}

function isCard(digits: string): boolean {
  return (
    brands.some(({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length)) &&
    hasRightLuhnDigit(digits)
  )
}
