import { cutAtSpaces } from './cut-at-spaces.ts'
import { foldText } from './fold-text.ts'

/**
 * What differs in every report and says nothing about its cause, as private-use characters.
 * Short numbers beside letters stay: E21 or 5G name the very trouble.
 */
const placeholders: readonly (readonly [RegExp, string])[] = [
  [/(?:https?:\/\/|www\.)\S+/gu, ' \ue001 '],
  [/[^\s@]{1,64}@[^\s@]+/gu, ' \ue002 '],
  [/\p{Nd}{5,}/gu, ' \ue003 '],
  [
    /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}])\p{Nd}+(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}])/gu,
    ' \ue004 ',
  ],
]
const placeholder = /^[\ue001-\ue004]$/u

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Folded text with placeholders for addresses, identifiers and numbers. */
export function normalizeText(text: string): string {
  return placeholders.reduce((result, [pattern, sign]) => result.replace(pattern, sign), foldText(text))
}

/** The segmenter's time grows with the square of the length; in pieces, 20,000 characters take a tenth of it. */
const pieceLength = 1_000

/** Words of a text in any language, placeholders included when it is normalised. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const piece of cutAtSpaces(text, pieceLength)) {
    for (const { segment, isWordLike } of segmenter.segment(piece)) {
      if (isWordLike || placeholder.test(segment)) words.push(segment)
    }
  }
  return words
}
