import { eld } from 'eld/extrasmall'

export interface DetectedLanguage {
  /** BCP-47 primary subtag; 'und' when there is nothing to tell it by. */
  readonly language: string
  /** False for a guess: few letters, or another language nearly as likely. */
  readonly reliable: boolean
}

/** Scripts that one language of ours writes, which no statistics can tell better. Kana before Han: Japanese has both. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Thai}/gu, 'th'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Lao}/gu, 'lo'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Tamil}/gu, 'ta'],
]
/** Of the languages that we tell, Azerbaijani has them too. */
const turkishLetter = /[ğĞıİ]/u
/** Product names in Latin letters are common in any language. */
const telltaleShare = 0.3
const lettersRead = 1000

/** Statistics of letter runs (Nito-ELD, 60 languages); its smallest database, for its 50 MB instead of 400. */
export function detectLanguage(text: string): DetectedLanguage {
  const start = text.slice(0, lettersRead)
  const letters = start.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return { language: 'und', reliable: false }
  for (const [script, language] of scripts) {
    const found = start.match(script)?.length ?? 0
    if (found > letters * telltaleShare) return { language, reliable: true }
  }
  const isAzerbaijani = /ə/iu.test(start)
  if (turkishLetter.test(start) && !isAzerbaijani) return { language: 'tr', reliable: true }
  const result = eld.detect(start)
  const language = result.language || 'und'
  // Azerbaijani cannot do without ə; short Turkish sentences are often taken for it.
  if (language === 'az' && !isAzerbaijani) return { language: 'tr', reliable: result.isReliable() }
  return { language, reliable: language !== 'und' && result.isReliable() }
}
