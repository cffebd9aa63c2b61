import { touchpoints } from '../reports/report-input.ts'
import { guidanceKinds } from './guidance-input.ts'
import { type Reason, reason } from './reason.ts'

/** As written by people, checked as far as the text alone allows. */
export type GuidanceOptions = Partial<Record<'component' | 'versions' | 'locale' | 'product', string>> & {
  touchpoint?: (typeof touchpoints)[number]
  kind?: (typeof guidanceKinds)[number]
}

type OptionName = keyof GuidanceOptions

/** Of a comment, whose ticket says the product. */
export const commentOptions = ['component', 'versions', 'locale', 'touchpoint', 'kind'] as const
export const issueOptions = [...commentOptions, 'product'] as const

const mostValueUnits = 200

/** What people write for an option's name; anything else with a colon ("Note: …") is advice. */
const meant = new Map<string, OptionName>([
  ...issueOptions.map((name): [string, OptionName] => [name, name]),
  ['components', 'component'],
  ['version', 'versions'],
  ['locales', 'locale'],
  ['language', 'locale'],
  ['lang', 'locale'],
  ['touchpoints', 'touchpoint'],
  ['stage', 'touchpoint'],
  ['type', 'kind'],
])

export function isOptionLine(line: string, names: readonly OptionName[]): boolean {
  const name = meant.get(keyOf(line))
  return name !== undefined && names.includes(name)
}

function keyOf(line: string): string {
  const colon = line.slice(0, 32).indexOf(':')
  return colon < 0 ? '' : line.slice(0, colon).trim().toLowerCase()
}

/** Option lines in, options out, or the first mistake in words for the writer. */
export function readOptions(lines: readonly string[]): { options: GuidanceOptions } | { error: Reason } {
  const options: GuidanceOptions = {}
  for (const line of lines) {
    const key = keyOf(line)
    const name = meant.get(key)
    if (name === undefined) continue
    if (name !== key) return { error: reason`There is no option "${key}"; write "${name}:" instead.` }
    if (options[name] !== undefined) return { error: reason`"${name}" is set twice. Keep one of the lines.` }
    const value = readValue(name, valueIn(line))
    if (typeof value !== 'string') return value
    Object.assign(options, { [name]: value })
  }
  return { options }
}

/** Copied from a text of ours, it may carry the space of no width that breaks words there. */
const valueIn = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replaceAll('\u200B', '')
    .trim()

function readValue(name: OptionName, value: string): string | { error: Reason } {
  if (value === '')
    return { error: reason`"${name}:" has nothing after it. Write a value or leave the line out.` }
  if (value.length > mostValueUnits)
    return { error: reason`What follows "${name}:" is too long; ${mostValueUnits} characters fit.` }
  if (name === 'locale') return readLocale(value)
  if (name === 'touchpoint') return readWord(value, touchpoints, name)
  if (name === 'kind') return readWord(value, guidanceKinds, name)
  return value
}

/** As BCP 47 writes it, or what is wrong. */
export function readLocale(value: string): string | { error: Reason } {
  try {
    return Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0] ?? value
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { error: reason`"${value}" is no locale. Write one as in "tr", "th" or "en-GB".` }
  }
}

/** One of the words, written as people do: "set up" is SET_UP. */
export function readWord(value: string, words: readonly string[], name: string): string | { error: Reason } {
  const word = value.toUpperCase().replaceAll(/[\s-]+/g, '_')
  if (words.includes(word)) return word
  const choices = words.map((known) => known.toLowerCase().replaceAll('_', ' ')).join(', ')
  return { error: reason`"${value}" is no ${name}. Choose one of: ${choices}.` }
}
