import { cutGraphemes } from '../platform/cut-graphemes.ts'
import { redactPersonalData } from '../reports/redaction/redact-personal-data.ts'
import { defuseInline, quoteBlock } from './defuse-text.ts'

/** Customer text for a sentence or table cell: redacted, cut, defused. */
export function customerWords(text: string, mostGraphemes: number): string {
  return defuseInline(cutGraphemes(redact(text, mostGraphemes), mostGraphemes, mostGraphemes * 3))
}

export function customerQuote(text: string, mostGraphemes: number): string {
  return quoteBlock(cutGraphemes(redact(text, mostGraphemes), mostGraphemes, mostGraphemes * 3)).trimEnd()
}

/** Cut long texts first: what lies far behind the part that is shown need not be searched. */
export function redact(text: string, mostGraphemes: number): string {
  return redactPersonalData(text.slice(0, mostGraphemes * 12)).text
}

export function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10)
}

/** "1 report", "3 reports", "1,204 reports". */
export function counted(count: number, noun: string): string {
  return `${wholeNumber(count).toLocaleString('en')} ${wholeNumber(count) === 1 ? noun : `${noun}s`}`
}

export function wholeNumber(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.trunc(value)) : 0
}

/** "Turkish" for `tr`; codes that no one knows are shown as they came. */
export function languageName(code: string): string {
  if (code === '' || code === 'und') return 'Not detected'
  try {
    return defuseInline(new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code)
  } catch (error) {
    if (error instanceof RangeError) return customerWords(code, 20)
    throw error
  }
}

/** A Markdown link, or only its text where the address is none that a browser opens safely. */
export function link(text: string, url: string | null): string {
  return url !== null && /^https?:\/\/[^\s<>()[\]"'`\\]{1,500}$/.test(url) ? `[${text}](${url})` : text
}
