/** Text as the finders read it; `origin[i]` is where unit `i` of `folded` began in the original text. */
export type FoldedText = { folded: string; origin: Uint32Array }

const decimalDigit = /^\p{Nd}$/u
// Variation selectors, joiners, bidi marks and the keycap: people hide or decorate numbers with them.
const invisible = /^(?:\p{Default_Ignorable_Code_Point}|\p{Cf}|\u20E3)$/u
const dash = /^[\p{Pd}\u2212]$/u
const space = /^\p{Zs}$/u

const foldedOf = new Map<number, string>()

/**
 * Rewrites digits of every script, full-width forms, dashes and spaces to ASCII and leaves out what cannot be
 * seen, so that one set of patterns finds a phone number in Thai, Arabic or full-width digits.
 * Only for detection: positions lead back to the original through `origin` (one entry more than units).
 */
export function foldForDetection(text: string): FoldedText {
  const origin = new Uint32Array(text.length + 1)
  const parts: string[] = []
  let units = 0
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0
    const width = codePoint > 0xffff ? 2 : 1
    const part = codePoint < 0x80 ? text.charAt(at) : foldCodePoint(codePoint)
    for (let unit = 0; unit < part.length; unit++) origin[units++] = at + Math.min(unit, width - 1)
    parts.push(part)
    at += width
  }
  origin[units] = text.length
  return { folded: parts.join(''), origin: origin.subarray(0, units + 1) }
}

function foldCodePoint(codePoint: number): string {
  const known = foldedOf.get(codePoint)
  if (known !== undefined) return known
  const part = computeFold(codePoint)
  // Bounded by what foldable text there is; letters are the bulk and are not worth remembering twice.
  if (foldedOf.size < 20_000) foldedOf.set(codePoint, part)
  return part
}

function computeFold(codePoint: number): string {
  const character = String.fromCodePoint(codePoint)
  if (decimalDigit.test(character)) return String(digitValue(codePoint))
  if (codePoint >= 0xff01 && codePoint <= 0xff5e) return String.fromCharCode(codePoint - 0xfee0)
  if (invisible.test(character)) return ''
  if (space.test(character)) return ' '
  if (dash.test(character)) return '-'
  return character
}

/** Unicode keeps the ten digits of a script side by side from its zero, so the distance to the run's start tells. */
function digitValue(codePoint: number): number {
  let runStart = codePoint
  while (decimalDigit.test(String.fromCodePoint(runStart - 1))) runStart--
  return (codePoint - runStart) % 10
}
