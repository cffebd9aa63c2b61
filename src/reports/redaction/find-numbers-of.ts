import type { Finding, RemovedKind } from './redaction.types.ts'

export type NumberRule = {
  kind: RemovedKind
  /** What the number belongs to; global. */
  owner: RegExp
  /** Digits that it has at least, and where the text says "number" too. */
  digits: number
  digitsIfNamed: number
}

const numberWord =
  'numbers?|numaras[ıi]|numaram|numara|numéro|número|nummer|num|nr|no|n[°º]|nº|№|id|code|kodu|番号|ナンバー|หมายเลข|เลขที่|นัมเบอร์|رقم'
const between = new RegExp(
  `^(?:[ '’.:#=-]{0,3}(?:${numberWord}|is|ist|est|es|de|は|が|คือ|هو)[:.]?){0,3}[ :#=.-]{0,4}`,
  'iu',
)
const naming = new RegExp(`#|(?:${numberWord})[^\\p{L}]{0,5}$`, 'iu')
const token = /^[A-Z0-9][A-Z0-9/-]{4,31}(?![A-Z0-9])/iu
/** `5510 2287`: only where the text says that a number follows, else it may be an amount. */
const spacedDigits = /^\d{3,9}(?: \d{3,9}){1,4}(?![A-Z0-9])/iu
const amountAfter = /^[.,]?\d*\s?(?:\p{Sc}|tl\b|try\b|usd\b|eur\b|gbp\b|thb\b|บาท|円|%)/iu
const date = /^(?:(?:19|20|25)\d\d([-/])\d\d?\1\d\d?|\d\d?([-/])\d\d?\2\d{4})$/

/**
 * Numbers and codes directly after a word for what they belong to, so that "order 12 cups" and "account 2" stay
 * readable.
 */
export function findNumbersOf(text: string, { kind, owner, digits, digitsIfNamed }: NumberRule): Finding[] {
  const found: Finding[] = []
  for (const match of text.matchAll(owner)) {
    const from = match.index + match[0].length
    const gap = between.exec(text.slice(from, from + 64))?.[0] ?? ''
    const start = from + gap.length
    const named = naming.test(match[0] + gap)
    const following = text.slice(start, start + 64)
    const number = ((named && spacedDigits.exec(following)) || token.exec(following))?.[0].replace(
      /[/-]+$/,
      '',
    )
    if (number === undefined || (gap === '' && !named) || date.test(number)) continue
    if (number.replaceAll(/\D/g, '').length < (named ? digitsIfNamed : digits)) continue
    if (amountAfter.test(following.slice(number.length, number.length + 12))) continue
    found.push({ start, end: start + number.length, kind })
  }
  return found
}
