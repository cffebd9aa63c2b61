import { foldText } from '../../embedding/fold-text.ts'
import { isFunctionWord } from '../../embedding/function-words.ts'
import { type Lexicon, wordBucket } from '../../embedding/lexical-features.ts'
import { normalizeText, wordsOf } from '../../embedding/lexical-words.ts'

export type Told = {
  /** Who told it: a customer, or the report itself. A word counts once for each. */
  by: string
  language: string
  /** Redacted. */
  text: string
}

export type Term = {
  /** As most write it, in lower case. */
  word: string
  /** How much of the problem it covers, times how rare it is elsewhere. */
  weight: number
  /** All its inflections here, folded. */
  forms: ReadonlySet<string>
}

/** `first`: the form that was met first, folded. */
type Family = { first: string; forms: Map<string, Set<string>>; by: Set<string> }

/** What stands where personal data was taken out. */
const placeholder = /\[[a-z ]{2,20}\]/g
/** Bounds the time that this takes; most say what it is about at the beginning. */
const mostUnitsRead = 400
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Two characters are a word there; in other scripts they are a fragment, or hold a sentence together. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** The longest German ones. More is keys held down, and would fill the summary. */
const longestWord = 60
/** Where more of the other texts have a word, it tells nothing. */
const commonShare = 0.2
const enoughTexts = 50

/**
 * Words that set a problem apart, most telling first: those of many of its reports and of few others, as in
 * class-based TF-IDF (the class is the problem; the background is the organization's lexicon without it).
 * Inflections count as one word where they begin alike.
 * @param reports how many reports the problem has, of which `told` is a part
 */
export function tellingTerms(
  told: readonly Told[],
  lexicon: Lexicon,
  reports: number,
  { fewest, limit }: { fewest: number; limit: number },
): Term[] {
  const tellers = new Set(told.map(({ by }) => by)).size
  const others = Math.max(0, lexicon.documents - reports)
  const terms: Term[] = []
  for (const { forms, by } of familiesOf(told)) {
    if (by.size < fewest) continue
    const share = by.size / tellers
    const [word = ''] = [...forms].sort(([a, x], [b, y]) => y.size - x.size || a.length - b.length)[0] ?? []
    const frequency = lexicon.frequency(wordBucket(normalizeText(word)))
    const elsewhere = Math.min(others, Math.max(0, frequency - share * reports))
    if (others >= enoughTexts && elsewhere > commonShare * others) continue
    const weight = share * Math.log(1 + (others + 1) / (elsewhere + 1))
    terms.push({ word, weight, forms: new Set([...forms.keys()].map(foldText)) })
  }
  return terms
    .sort((a, b) => b.weight - a.weight || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
}

/** Inflections share their beginning: four letters at least, and three fifths of the longer one. */
function familiesOf(told: readonly Told[]): Family[] {
  const known = new Map<string, Family[]>()
  for (const { by, language, text } of told) {
    for (const word of new Set(tellingWords(text, language))) {
      const folded = foldText(word)
      const start = unspaced.test(folded) ? folded : folded.slice(0, 4)
      const near = known.get(start) ?? []
      let family = near.find(({ first }) => isInflection(first, folded))
      if (family === undefined) {
        family = { first: folded, forms: new Map(), by: new Set() }
        near.push(family)
        known.set(start, near)
      }
      family.by.add(by)
      family.forms.set(word, (family.forms.get(word) ?? new Set()).add(by))
    }
  }
  return [...known.values()].flat()
}

function isInflection(a: string, b: string): boolean {
  if (a === b) return true
  let common = 0
  while (common < a.length && a[common] === b[common]) common++
  return common >= 4 && common >= 0.6 * Math.max(a.length, b.length)
}

function tellingWords(text: string, language: string): string[] {
  const plain = text.slice(0, mostUnitsRead).replaceAll(placeholder, ' ').normalize('NFKC')
  const lower = language === 'tr' || language === 'az' ? plain.toLocaleLowerCase('tr') : plain.toLowerCase()
  return wordsOf(lower).filter(
    (word) =>
      /^\p{L}[\p{L}\p{M}\p{Nd}-]+$/u.test(word) &&
      (word.length > 2 || dense.test(word)) &&
      word.length <= longestWord &&
      !isFunctionWord(word, language),
  )
}
