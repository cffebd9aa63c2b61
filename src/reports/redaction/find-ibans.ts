import { cueBefore } from './cues.ts'
import type { Finding } from './redaction.types.ts'

/** Whole length by country, from the SWIFT IBAN registry. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18
   FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
   LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24
   SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Beside the word a mistyped one goes too. */
const ibanCue = /iban|آيبان|ايبان/iu

/** IBANs, written together or in groups, whose check digits are right (ISO 13616, mod 97). */
export function findIbans(text: string): Finding[] {
  const found: Finding[] = []
  for (const head of text.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d{2}/g)) {
    const length = lengths[head[0].slice(0, 2).toUpperCase()]
    if (length === undefined) continue
    const iban = take(text, head.index, length)
    if (iban !== null && (hasRightCheckDigits(iban.characters) || cueBefore(text, head.index, ibanCue))) {
      found.push({ start: head.index, end: iban.end, kind: 'IBAN' })
    }
  }
  return found
}

function take(text: string, start: number, length: number): { characters: string; end: number } | null {
  let characters = ''
  let end = start
  while (characters.length < length) {
    if (/[ -]/.test(text.charAt(end)) && characters !== '') end++
    const character = text.charAt(end)
    if (!/[A-Za-z0-9]/.test(character)) return null
    characters += character.toUpperCase()
    end++
  }
  return /[A-Za-z0-9]/.test(text.charAt(end)) ? null : { characters, end }
}

function hasRightCheckDigits(iban: string): boolean {
  let remainder = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36)))
      remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}
