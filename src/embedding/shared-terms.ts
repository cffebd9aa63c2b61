import { foldText } from './fold-text.ts'
import { isFunctionWord } from './function-words.ts'
import { type Lexicon, wordBucket } from './lexical-features.ts'
import { wordsOf } from './lexical-words.ts'

/** A word in more than this share of the texts tells nothing of their cause. */
const commonShare = 0.2
/** Below this many texts nothing is known of what is common. */
const enoughTexts = 20
const shortestSpacedWord = 3

/**
 * Words that both texts have, as `a` writes them in lower case, most telling first: the rarest in the lexicon,
 * then the longest. Numbers and words that nearly every text has are left out.
 */
export function sharedTerms(
  a: string,
  b: string,
  limit: number,
  lexicon?: Lexicon,
  language = 'und',
): string[] {
  const inB = new Set(wordsOf(b.toLowerCase()).map(foldText))
  const terms = new Map<string, { word: string; frequency: number }>()
  for (const word of wordsOf(a.normalize('NFKC').toLowerCase())) {
    const folded = foldText(word)
    if (terms.has(folded) || !inB.has(folded) || !tells(folded) || isFunctionWord(word, language)) continue
    const frequency = lexicon?.frequency(wordBucket(folded)) ?? 0
    const known = lexicon && lexicon.documents >= enoughTexts
    if (known && frequency > commonShare * lexicon.documents) continue
    terms.set(folded, { word, frequency })
  }
  return [...terms.values()]
    .sort((x, y) => x.frequency - y.frequency || y.word.length - x.word.length)
    .slice(0, limit)
    .map(({ word }) => word)
}

function tells(word: string): boolean {
  if (/^[\p{Nd}\p{P}]+$/u.test(word)) return false
  return (
    !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u.test(word) ||
    word.length >= shortestSpacedWord
  )
}
