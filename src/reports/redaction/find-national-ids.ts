// From their own files: the package's index loads the validators of ninety countries, 0.3 s at every start.
import * as cpf from 'stdnum/lib/cjs/br/cpf.js'
import * as dni from 'stdnum/lib/cjs/es/dni.js'
import * as nie from 'stdnum/lib/cjs/es/nie.js'
import * as nir from 'stdnum/lib/cjs/fr/nir.js'
import * as thai from 'stdnum/lib/cjs/th/idnr.js'
import * as turkish from 'stdnum/lib/cjs/tr/tckimlik.js'
import { hasCue, nationalIdCue, thaiIdCue, turkishIdCue } from './cues.ts'
import { findNumbersOf } from './find-numbers-of.ts'
import type { Finding } from './redaction.types.ts'

type Rule = {
  /** Fixed-length alternatives only: these run over hostile text. */
  pattern: RegExp
  isValid: (digits: string) => boolean
  /** Needed where chance alone passes the check too often, or where there is no check digit. */
  cue: RegExp | null
}

type Validator = { validate: (value: string) => { isValid: boolean } }
const accepts = (validator: Validator) => (value: string) => validator.validate(value).isValid
const always = () => true

const rules: readonly Rule[] = [
  { pattern: /[1-8][ -]\d{4}[ -]\d{5}[ -]\d{2}[ -]\d/g, isValid: accepts(thai), cue: null },
  // Without dashes a random number passes the Thai check one time in ten; beside the word a mistyped one goes too.
  { pattern: /[1-8]\d{12}/g, isValid: always, cue: thaiIdCue },
  { pattern: /[1-9]\d{10}/g, isValid: accepts(turkish), cue: null },
  { pattern: /[1-9]\d{2} \d{3} \d{3} \d{2}/g, isValid: accepts(turkish), cue: turkishIdCue },
  { pattern: /[1-9]\d{10}/g, isValid: always, cue: turkishIdCue },
  { pattern: /[0-8]\d{2}-\d{2}-\d{4}/g, isValid: always, cue: null },
  { pattern: /\d{3}[ -]?\d{2}[ -]?\d{4}/g, isValid: always, cue: /\bssn\b|social security/iu },
  { pattern: /\d{8}-?[A-Z]/gi, isValid: accepts(dni), cue: null },
  { pattern: /[XYZ]-?\d{7}-?[A-Z]/gi, isValid: accepts(nie), cue: null },
  { pattern: /[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}/g, isValid: accepts(nir), cue: null },
  { pattern: /[A-Z]{2} \d{2} \d{2} \d{2} [A-D]/gi, isValid: always, cue: null },
  { pattern: /[A-Z]{2}\d{6}[A-D]/gi, isValid: always, cue: nationalIdCue },
  { pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}/g, isValid: accepts(cpf), cue: null },
  { pattern: /\d{2} ?\d{3} ?\d{3} ?\d{3}/g, isValid: always, cue: /steuer-?id/iu },
  { pattern: /\d{4}[ -]?\d{4}[ -]?\d{4}/g, isValid: always, cue: /マイナンバー|個人番号/u },
  { pattern: /[12]\d{9}/g, isValid: always, cue: /هوية|إقامة/u },
  { pattern: /784-?(?:19|20)\d{2}-?\d{7}-?\d/g, isValid: always, cue: null },
  { pattern: /[23]\d{13}/g, isValid: always, cue: /قومي/u },
  { pattern: /[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d/gi, isValid: always, cue: null },
]

const document =
  /(?:passport|driving licen[cs]e|driver['’]?s licen[cs]e|pasaport|ehliyet|reisepass|führerschein|passeport|permis de conduire|pasaporte|carnet de conducir|パスポート|旅券|運転免許証|หนังสือเดินทาง|ใบขับขี่|جواز السفر|رخصة القيادة)/giu

const partOfLongerWord = /[A-Za-z0-9]/

/**
 * National identity numbers: Turkey, Thailand, the US, the UK, Spain, France, Germany, Brazil, Mexico, Japan, Saudi Arabia,
 * the Emirates, Egypt; passports and driving licences after their name.
 */
export function findNationalIds(text: string): Finding[] {
  const found = findNumbersOf(text, { kind: 'NATIONAL_ID', owner: document, digits: 6, digitsIfNamed: 5 })
  for (const { pattern, isValid, cue } of rules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (partOfLongerWord.test(text.charAt(start - 1)) || partOfLongerWord.test(text.charAt(end))) continue
      if (cue !== null && !hasCue(text, start, end, cue)) continue
      if (isValid(match[0].replaceAll(/[^A-Za-z0-9]/g, ''))) found.push({ start, end, kind: 'NATIONAL_ID' })
    }
  }
  return found
}
