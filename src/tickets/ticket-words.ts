import { cutGraphemes } from '../platform/cut-graphemes.ts'
import { redactPersonalData } from '../reports/redaction/redact-personal-data.ts'
import { placeholders, type RemovedKind } from '../reports/redaction/redaction.types.ts'
import { defuseInline, defuseTitle, quoteBlock } from '../repositories/defuse-text.ts'
import type { RemovedKinds } from './removed-kinds.ts'

/** Customer text for a sentence or table cell: redacted, cut, defused. */
export function customerWords(text: string, mostGraphemes: number, removed?: RemovedKinds): string {
  return defuseInline(redact(text, mostGraphemes, removed), removed)
}

export function customerQuote(text: string, mostGraphemes: number, removed?: RemovedKinds): string {
  return quoteBlock(redact(text, mostGraphemes, removed), removed).trimEnd()
}

/** Customer text for a title: as `customerWords`, at most `mostUnits` UTF-16 units. */
export function customerTitle(
  text: string,
  mostGraphemes: number,
  mostUnits: number,
  removed?: RemovedKinds,
): string {
  return defuseTitle(redact(text, mostGraphemes, removed), mostGraphemes, mostUnits, removed)
}

/** Long texts are cut first: what lies far behind the part that is shown need not be searched. */
function redact(text: string, mostGraphemes: number, removed?: RemovedKinds): string {
  const { text: redacted } = redactPersonalData(text.slice(0, mostGraphemes * 12))
  const shown = cutGraphemes(redacted, mostGraphemes, mostGraphemes * 3)
  // Counted in what is shown: most was removed when the report came in, and what is cut off is not sent.
  if (removed !== undefined) {
    for (const kind of Object.keys(placeholders) as RemovedKind[]) {
      removed.note(kind, shown.split(placeholders[kind]).length - 1)
    }
  }
  return shown
}

export function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10)
}

/** "1 report", "3 reports", "1,204 reports". */
export function counted(count: number, noun: string): string {
  return `${wholeNumber(count).toLocaleString('en')} ${wholeNumber(count) === 1 ? noun : `${noun}s`}`
}

export const wholeNumber = (value: number): number => Math.trunc(sensibleNumber(value))

/** Neither negative nor hundreds of digits long. */
export function sensibleNumber(value: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(0, value), Number.MAX_SAFE_INTEGER) : 0
}

/** "Turkish" for `tr`; codes that no one knows are shown as they came. */
export function languageName(code: string, removed?: RemovedKinds): string {
  if (code === '' || code === 'und') return 'Not detected'
  try {
    return defuseInline(new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code)
  } catch (error) {
    if (error instanceof RangeError) return customerWords(code, 20, removed)
    throw error
  }
}

// Without what ends a link, a cell of a table or a piece of mathematics; a browser's address is in ASCII.
const plainAddress = /^https?:\/\/[!#%&+-;=?-Z_a-z~]{1,500}$/

/** A Markdown link, or only its text where the address is none that a browser opens safely. */
export function link(text: string, url: string | null): string {
  return url !== null && plainAddress.test(url) ? `[${text}](${url})` : text
}
