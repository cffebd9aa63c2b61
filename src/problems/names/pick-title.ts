import { foldText } from '../../embedding/fold-text.ts'
import { wordsOf } from '../../embedding/lexical-words.ts'
import { countGraphemes, cutTitle, sentencesOf } from './problem-title.ts'
import type { Term } from './telling-terms.ts'

/** So many of the most central reports may give the title. */
const mostRead = 5
/** How much the place of a report counts beside what its sentence tells. */
const centralShare = 0.3
const laterSentence = 0.02
/** What stands for personal data, and a long number, belong to one customer. */
const ofOneCustomer = 0.15
const wasCut = 0.1

/**
 * The sentence of the most central texts that has most of what sets the problem apart; short enough for a board.
 * @param texts redacted, in one language, most central first
 */
export function pickTitle(
  texts: readonly { text: string; likeness: number }[],
  terms: readonly Term[],
): string | null {
  const mostLike = texts[0]?.likeness || 1
  const all = terms.reduce((sum, { weight }) => sum + weight, 0) || 1
  const candidates = texts.slice(0, mostRead).flatMap(({ text, likeness }) =>
    sentencesOf(text).map((sentence, at) => {
      const title = cutTitle(sentence)
      const words = new Set(wordsOf(title).map(foldText))
      const told = terms.filter(({ forms }) => [...forms].some((form) => words.has(form)))
      const covered = told.reduce((sum, { weight }) => sum + weight, 0) / all
      const worth =
        covered * Math.min(1, countGraphemes(title) / 15) +
        (centralShare * likeness) / mostLike -
        laterSentence * at -
        ofOneCustomer * (title.match(/\[[a-z ]+\]|\p{Nd}{4,}/gu)?.length ?? 0) -
        (title.endsWith('…') && !sentence.endsWith('…') ? wasCut : 0)
      return { title, worth }
    }),
  )
  const [best] = candidates.sort((a, b) => b.worth - a.worth)
  return best?.title ?? null
}
