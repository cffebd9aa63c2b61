import { cutAtSpaces } from './cut-at-spaces.ts'
import { addToHash, finishHash, startHash } from './hash-text.ts'
import { normalizeText, wordsOf } from './lexical-words.ts'
import type { SparseVector } from './sparse-vector.ts'

/**
 * Likeness of wording in any language: words, and runs of letters that survive inflection and typing errors.
 * Both are hashed, so there is no vocabulary to keep; words and letters have buckets of their own.
 */
const wordBuckets = 2 ** 15
const letterBuckets = 2 ** 16
export const lexicalBuckets = wordBuckets + letterBuckets

const spaced = { shortest: 3, longest: 5, bounded: true }
/** Scripts without spaces between words: a run is a whole phrase, and a character tells more. */
const unspaced = { shortest: 2, longest: 3, bounded: false }
const unspacedScript =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Thai and Lao tone marks, which people leave out and mistake when they type fast; words keep them. */
const toneMarks = /[\u0E48-\u0E4B\u0EC8-\u0ECB]/g
const letterRun = /[\p{L}\p{M}\p{Nd}]+/gu

/** What is known of the texts so far. */
export interface Lexicon {
  /** Number of texts. */
  readonly documents: number
  /** In how many of them the bucket occurs. */
  frequency(bucket: number): number
}

/** Buckets of a text with 1 + ln(count), not yet weighed. Empty for a text without letters and digits. */
export function lexicalFeatures(text: string): SparseVector {
  const steps = lexicalFeatureSteps(text)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Characters of a step: a few milliseconds. */
const pieceLength = 2_000

/** The same in steps, for whoever must not keep others waiting: 20,000 characters take 50 ms. */
export function* lexicalFeatureSteps(text: string): Generator<void, SparseVector> {
  const counts = new Map<number, number>()
  for (const piece of cutAtSpaces(normalizeText(text), pieceLength)) {
    for (const word of wordsOf(piece)) count(counts, wordBucket(word))
    for (const [run] of piece.matchAll(letterRun)) countLetters(counts, run)
    yield
  }
  const indices = Uint32Array.from(counts.keys()).sort()
  return { indices, values: Float32Array.from(indices, (bucket) => 1 + Math.log(counts.get(bucket) ?? 1)) }
}

/**
 * Unit vector: each bucket times sqrt(ln(1 + documents / frequency)), so that common wording counts less; then
 * both blocks to the same length. Buckets never seen count as seen once.
 */
export function weigh(features: SparseVector, lexicon: Lexicon): SparseVector {
  const { indices } = features
  const documents = Math.max(1, lexicon.documents)
  const values = features.values.map((value, i) => {
    const frequency = Math.min(documents, Math.max(1, lexicon.frequency(indices[i] as number)))
    return value * Math.sqrt(Math.log(1 + documents / frequency))
  })
  const border = indices.findIndex((bucket) => bucket >= wordBuckets)
  const firstLetter = border < 0 ? indices.length : border
  const words = values.subarray(0, firstLetter)
  const letters = values.subarray(firstLetter)
  const length = words.length > 0 && letters.length > 0 ? Math.SQRT1_2 : 1
  scale(words, length)
  scale(letters, length)
  return { indices, values }
}

/** The bucket of a normalised word. */
export function wordBucket(word: string): number {
  let hash = startHash(1)
  for (let i = 0; i < word.length; i++) hash = addToHash(hash, word.charCodeAt(i))
  return finishHash(hash) % wordBuckets
}

function countLetters(counts: Map<number, number>, run: string): void {
  const { shortest, longest, bounded } = unspacedScript.test(run) ? unspaced : spaced
  const letters = Array.from(
    bounded ? `^${run}$` : run.replace(toneMarks, ''),
    (letter) => letter.codePointAt(0) as number,
  )
  for (let start = 0; start + Math.min(shortest, letters.length) <= letters.length; start++) {
    let hash = startHash(2)
    for (let end = start; end < letters.length && end < start + longest; end++) {
      hash = addToHash(hash, letters[end] as number)
      const length = end - start + 1
      if (length >= shortest || length === letters.length) {
        count(counts, wordBuckets + (finishHash(hash) % letterBuckets))
      }
    }
    if (letters.length <= shortest) break
  }
}

function count(counts: Map<number, number>, bucket: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
}

function scale(block: Float32Array, length: number): void {
  let squares = 0
  for (const value of block) squares += value * value
  const factor = squares > 0 ? length / Math.sqrt(squares) : 0
  for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) * factor
}
