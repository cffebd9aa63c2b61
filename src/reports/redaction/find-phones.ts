import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { markNear, phoneCue, thingCue } from './cues.ts'
import type { Finding } from './redaction.types.ts'
import { type DigitGroup, type DigitRun, isDate, isGluedAfter, isGluedBefore } from './scan-digit-runs.ts'

/** Calls into the phone library that one text may cost; tens of µs each. */
const libraryCalls = 150

const anywhere: readonly CountryCode[] = ['TR', 'TH', 'US', 'GB', 'FR', 'ES', 'JP']
/** Group sizes as people write numbers that carry no trunk zero. */
const spokenShapes = new Set([
  '3-3-4',
  '3-3-2-2',
  '3-2-2-2',
  '3-3-3',
  '1-3-3-4',
  '2-3-2-2',
  '2-3-4',
  '2-4-4',
  '3-4-4',
])

type Search = {
  text: string
  likely: readonly CountryCode[]
  regions: readonly CountryCode[]
  nearPhoneCue: Uint8Array
  nearThingCue: Uint8Array
  calls: number
}

/**
 * Phone numbers: valid in the given region, in one that the script suggests or, written as a phone number, in a few
 * large ones; beside a word like "call me", any 7–15 digits. Past the budget of library calls any nine digits in
 * a row are taken for one: a text made to be slow must not get its numbers published.
 */
export function findPhones(text: string, runs: readonly DigitRun[], region?: string): Finding[] {
  const likely = likelyRegions(text, region)
  const search: Search = {
    text,
    likely,
    regions: [...new Set([...likely, ...anywhere])],
    nearPhoneCue: markNear(text, phoneCue, 24, 14),
    nearThingCue: markNear(text, thingCue, 0, 0),
    calls: libraryCalls,
  }
  const found: Finding[] = []
  for (const { plus, groups } of runs) {
    for (let first = 0; first < groups.length; first++) {
      if (isDate(groups, first)) {
        first += 2
        continue
      }
      const withPlus = plus && first === 0
      const last = lastGroupOfPhone(search, groups, first, withPlus)
      if (last === null) continue
      found.push({
        start: openingOf(text, groups[first]?.start ?? 0),
        end: groups[last]?.end ?? 0,
        kind: 'PHONE',
      })
      first = last
    }
  }
  return found
}

/** The plus sign and bracket before the digits belong to the number. */
function openingOf(text: string, start: number): number {
  return start - (/[+(]{0,2}$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0)
}

function likelyRegions(text: string, region: string | undefined): CountryCode[] {
  const sample = text.slice(0, 2000)
  const guesses: CountryCode[] = []
  const given = region?.slice(-2).toUpperCase()
  if (given !== undefined && isSupportedCountry(given)) guesses.push(given)
  if (/\p{Script=Thai}/u.test(sample)) guesses.push('TH')
  if (/[ğışİĞŞ]/.test(sample)) guesses.push('TR')
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) guesses.push('JP')
  if (/\p{Script=Arabic}/u.test(sample)) guesses.push('SA', 'EG', 'AE')
  if (/ß|\b(?:und|der|die|das|ich|nicht|mein|meine|ist|bitte|ein|eine|mit)\b/i.test(sample))
    guesses.push('DE')
  return guesses
}

function lastGroupOfPhone(search: Search, groups: readonly DigitGroup[], first: number, plus: boolean) {
  const { text } = search
  const start = groups[first]?.start ?? 0
  const windows = windowsFrom(groups, first)
  if (windows.length === 0) return null
  const called = search.nearPhoneCue[start] === 1
  if (!plus && !called && (isGluedBefore(text, start) || search.nearThingCue[start] === 1)) return null
  for (const window of windows) {
    const end = groups[window.last]?.end ?? 0
    if (isGluedAfter(text, end)) continue
    const shape = groups.slice(first, window.last + 1)
    const cue = (called || search.nearPhoneCue[end] === 1) && search.nearThingCue[start] === 0
    if (isPhone(search, window.digits, shape, plus, cue)) return window.last
  }
  return null
}

/** Runs of groups from `first` that hold as many digits as a phone number may, the longest first. */
function windowsFrom(groups: readonly DigitGroup[], first: number): { last: number; digits: string }[] {
  const windows: { last: number; digits: string }[] = []
  let digits = ''
  for (let at = first; at < groups.length && at < first + 8; at++) {
    const group = groups[at]
    if (group === undefined || (at > first && isDate(groups, at))) break
    digits += group.digits
    if (digits.length > 15) break
    if (digits.length >= 7 && digits.length >= 1.7 * (at - first + 1)) windows.unshift({ last: at, digits })
  }
  return windows
}

function isPhone(
  search: Search,
  digits: string,
  shape: readonly DigitGroup[],
  plus: boolean,
  cue: boolean,
): boolean {
  if (/^(\d)\1*$/.test(digits) || /^\d{1,3}(?:000)+$/.test(digits)) return cue && digits.length >= 9
  if (cue && !isVersionLike(shape) && !isTimeSpan(shape)) return true
  if (search.calls <= 0) return digits.length >= 9
  if (plus) return isValidIn(search, `+${digits}`, [undefined])
  if (digits.startsWith('00') && isValidIn(search, `+${digits.slice(2)}`, [undefined])) return true
  if (isVersionLike(shape)) return false
  if (digits.startsWith('0'))
    return digits.length >= 9 && digits.length <= 12 && isValidIn(search, digits, search.regions)
  const sizes = shape.map((group) => group.digits.length).join('-')
  if (spokenShapes.has(sizes)) return !isDottedAmount(shape) && isValidIn(search, digits, search.regions)
  if (shape.length === 1 && digits.length >= 9) return isValidIn(search, digits, search.likely)
  return shape.length <= 5 && isCallingCodeOf(search, digits)
}

/** `905321234567` and `90 532 123 45 67`: the country's own code without its plus sign. */
function isCallingCodeOf(search: Search, digits: string): boolean {
  return digits.length >= 11 && isValidIn(search, `+${digits}`, [undefined], search.likely)
}

/** Dots throughout and no trunk zero, as in `10.0.19041`; French numbers start with a zero, American are 3-3-4. */
function isVersionLike(shape: readonly DigitGroup[]): boolean {
  if (shape.length < 3 || shape.slice(1).some((group) => group.separator !== '.')) return false
  const sizes = shape.map((group) => group.digits.length).join('-')
  return sizes !== '3-3-4' && sizes !== '2-2-2-2-2' && sizes !== '4-3-2-2' && sizes !== '3-3-3'
}

/** `10.00-12.30` */
function isTimeSpan(shape: readonly DigitGroup[]): boolean {
  return (
    shape.length === 4 &&
    shape.every(({ digits, separator }, at) => digits.length <= 2 && (at % 2 === 0 || separator === '.')) &&
    /-/.test(shape[2]?.separator ?? '')
  )
}

function isDottedAmount(shape: readonly DigitGroup[]): boolean {
  const last = shape.at(-1)
  return last?.separator === '.' && last.digits.length === 3
}

function isValidIn(
  search: Search,
  number: string,
  regions: readonly (CountryCode | undefined)[],
  only?: readonly CountryCode[],
): boolean {
  return regions.some((region) => {
    search.calls--
    const parsed = parsePhoneNumberFromString(number, region === undefined ? {} : { defaultCountry: region })
    if (parsed === undefined || !parsed.isValid()) return false
    return only === undefined || (parsed.country !== undefined && only.includes(parsed.country))
  })
}
