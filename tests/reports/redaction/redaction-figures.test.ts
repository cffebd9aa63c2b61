import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GoldText, readMarkedTexts } from '../../../bench/redaction/read-marked-texts.ts'
import { redactToBlanks } from '../../../bench/redaction/redact-to-blanks.ts'
import { scoreRedaction } from '../../../bench/redaction/score-redaction.ts'
import { heldOutTexts } from '../../../bench/redaction/texts-held-out.ts'
import { tuningTexts } from '../../../bench/redaction/texts-tuning.ts'
import { redactPersonalData } from '../../../src/reports/redaction/redact-personal-data.ts'

const tuning = readMarkedTexts(tuningTexts)
const heldOut = readMarkedTexts(heldOutTexts)
const score = (gold: GoldText) => scoreRedaction(gold, redactToBlanks(gold.text))
const shareOf = <T>(all: readonly T[], counts: (one: T) => boolean) => all.filter(counts).length / all.length

// A little below what `npm run bench:redaction` printed when docs/redaction.md was written.
describe.each([
  { half: 'tuning', texts: tuning, recall: 0.99 },
  { half: 'held-out', texts: heldOut, recall: 0.95 },
])('the $half texts', ({ texts, recall }) => {
  const scores = texts.map(score)

  test('lose their personal data', () => {
    expect(
      shareOf(
        scores.flatMap(({ spans }) => spans),
        ({ found }) => found,
      ),
    ).toBeGreaterThanOrEqual(recall)
  })

  test('keep what only looks like it', () => {
    const harmless = scores.filter(({ spans }) => spans.length === 0)
    expect(harmless.length).toBeGreaterThanOrEqual(40)
    expect(shareOf(harmless, ({ changed }) => changed)).toBeLessThanOrEqual(0.02)
  })

  test('keep the words around it', () => {
    const sum = (of: 'outside' | 'removedOutside') => scores.reduce((total, one) => total + one[of], 0)
    expect(sum('removedOutside') / sum('outside')).toBeLessThanOrEqual(0.02)
  })
})

test('no text is in both halves, and each half has all languages', () => {
  const texts = [...tuning, ...heldOut].map(({ text }) => text)
  expect(new Set(texts).size).toBe(texts.length)
  expect(Object.keys(heldOutTexts)).toEqual(Object.keys(tuningTexts))
})

const filler = fc
  .array(
    fc.constantFrom(
      'ירוק',
      'πράσινο',
      'зелёный',
      'हरा',
      'ስማያዊ',
      '초록색',
      'կանաչ',
      'მწვანე',
      '👩‍👩‍👧',
      'é',
      '7',
      '3.14',
      '12:30',
      '—',
    ),
    { maxLength: 6 },
  )
  .map((words) => words.join(' '))

test('what is found in a text is found among other scripts too', () => {
  fc.assert(
    fc.property(filler, fc.constantFrom(...tuning), filler, (before, { language, text, spans }, after) => {
      const start = before.length + 1
      const among = {
        language,
        text: `${before}\n${text}\n${after}`,
        spans: spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
      }
      const left = score(among).spans.filter(({ found }) => !found)
      expect(left, among.text).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('redacting a text or two in a row a second time changes nothing', () => {
  const one = fc.constantFrom(...tuning, ...heldOut).map(({ text }) => text)
  fc.assert(
    fc.property(one, fc.constantFrom('', ' ', '\n'), one, (first, between, second) => {
      const once = redactPersonalData(first + between + second).text
      expect(redactPersonalData(once)).toEqual({ text: once, removed: [] })
    }),
    { numRuns: 400 },
  )
})
