/** As written by people, checked as far as the text alone allows. `touchpoint` and `kind` in upper case. */
export type GuidanceOptions = Partial<Record<OptionName, string>>

type OptionName = (typeof optionNames)[number]

const optionNames = ['component', 'versions', 'locale', 'touchpoint', 'kind'] as const
const touchpoints = ['DISCOVER', 'BUY', 'SET_UP', 'USE', 'GET_SUPPORT', 'RENEW', 'LEAVE']
const kinds = ['SETUP_PITFALL', 'WORKAROUND', 'NOTICE']
const mostValueUnits = 200

/** What people write for an option's name; anything else with a colon ("Note: …") is advice. */
const meant = new Map<string, OptionName>([
  ...optionNames.map((name): [string, OptionName] => [name, name]),
  ['components', 'component'],
  ['version', 'versions'],
  ['locales', 'locale'],
  ['language', 'locale'],
  ['lang', 'locale'],
  ['touchpoints', 'touchpoint'],
  ['stage', 'touchpoint'],
  ['type', 'kind'],
])

export function isOptionLine(line: string): boolean {
  return meant.has(keyOf(line))
}

function keyOf(line: string): string {
  const colon = line.slice(0, 32).indexOf(':')
  return colon < 0 ? '' : line.slice(0, colon).trim().toLowerCase()
}

/** Option lines in, options out, or the first mistake in words for the writer. */
export function readOptions(lines: readonly string[]): { options: GuidanceOptions } | { error: string } {
  const options: GuidanceOptions = {}
  for (const line of lines) {
    const key = keyOf(line)
    const name = meant.get(key)
    if (name === undefined) continue
    if (name !== key) return { error: `There is no option "${key}"; write "${name}:" instead.` }
    if (options[name] !== undefined) return { error: `"${name}" is set twice. Keep one of the lines.` }
    const value = readValue(name, line.slice(line.indexOf(':') + 1).trim())
    if (typeof value !== 'string') return value
    options[name] = value
  }
  return { options }
}

function readValue(name: OptionName, value: string): string | { error: string } {
  if (value === '') return { error: `"${name}:" has nothing after it. Write a value or leave the line out.` }
  if (value.length > mostValueUnits)
    return { error: `What follows "${name}:" is too long; ${mostValueUnits} characters fit.` }
  if (name === 'locale') return readLocale(value)
  if (name === 'touchpoint') return readWord(name, value, touchpoints)
  if (name === 'kind') return readWord(name, value, kinds)
  return value
}

function readLocale(value: string): string | { error: string } {
  try {
    return Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0] ?? value
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { error: `"${value}" is no locale. Write one as in "tr", "th" or "en-GB".` }
  }
}

function readWord(name: OptionName, value: string, words: readonly string[]): string | { error: string } {
  const word = value.toUpperCase().replaceAll(/[\s-]+/g, '_')
  if (words.includes(word)) return word
  const choices = words.map((known) => known.toLowerCase().replaceAll('_', ' ')).join(', ')
  return { error: `"${value}" is no ${name}. Choose one of: ${choices}.` }
}
