import { cleanUnicode } from '../../platform/clean-unicode.ts'

/** What a board shows without cutting, as people count characters. */
export const mostTitleGraphemes = 90
/** Less says "Hello." */
const fewestUnits = 12
/** A cut goes back to the end of a word, unless that loses more than this share. */
const leastKept = 0.6

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

export const countGraphemes = (text: string): number => Array.from(graphemes.segment(text)).length

/** On one line, and without what a reader cannot see. */
export const oneLine = (text: string): string => cleanUnicode(text).replaceAll(/\s+/g, ' ').trim()

/** The title of a problem with one report: its first sentence that says something. */
export function titleOf(redactedText: string): string {
  const sentences = sentencesOf(redactedText)
  return cutTitle(sentences.find(({ length }) => length >= fewestUnits) ?? sentences[0] ?? redactedText)
}

/** The sentences of a text, each on one line; the first ones only, as a title hardly hides behind them. */
export const sentencesOf = (text: string, most = 12): string[] =>
  text
    .slice(0, 4_000)
    .split(/(?<=[.!?…。！？])\s|\n/u)
    .map(oneLine)
    .filter((sentence) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(sentence))
    .slice(0, most)

/** At most so long as a board shows, cut at the end of a word where there is one near. */
export function cutTitle(sentence: string): string {
  const line = oneLine(sentence).replace(/(?<!\.)\.$/, '')
  const shown = Array.from(graphemes.segment(line.slice(0, 4_000)))
  if (shown.length <= mostTitleGraphemes) return line
  const end = shown[mostTitleGraphemes - 1]?.index ?? 0
  const word = words.segment(line).containing(end)
  const boundary = word === undefined || word.index === end ? end : word.index
  return `${line.slice(0, boundary < end * leastKept ? end : boundary).replace(/[\s,;:–-]+$/u, '')}…`
}
