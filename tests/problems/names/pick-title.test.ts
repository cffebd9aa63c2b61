import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickTitle } from '../../../src/problems/names/pick-title.ts'
import { countGraphemes, cutTitle, titleOf } from '../../../src/problems/names/problem-title.ts'

const term = (word: string, weight: number, ...forms: string[]) => ({
  word,
  weight,
  forms: new Set([word, ...forms]),
})

test('the sentence that tells most gives the title, wherever it stands', () => {
  const terms = [term('clock', 2), term('flashes', 1.5, 'flashing')]
  const texts = [
    {
      text: 'Hello, I bought this oven last week. The clock is flashing since the power cut. Help!',
      likeness: 1,
    },
    { text: 'It does not work', likeness: 0.9 },
  ]
  expect(pickTitle(texts, terms)).toBe('The clock is flashing since the power cut')
})

test('of two sentences that tell as much, that of the more central report is taken', () => {
  const texts = [
    { text: 'The clock flashes at night', likeness: 1 },
    { text: 'The clock flashes by day', likeness: 0.5 },
  ]
  expect(pickTitle(texts, [term('clock', 1)])).toBe('The clock flashes at night')
  expect(pickTitle([], [])).toBeNull()
})

test('a sentence without removed data is preferred', () => {
  const texts = [
    { text: 'My order [reference] was never delivered', likeness: 1 },
    { text: 'The order was never delivered', likeness: 0.95 },
  ]
  expect(pickTitle(texts, [term('order', 1), term('delivered', 1)])).toBe('The order was never delivered')
})

test('a greeting is no title, unless there is nothing else', () => {
  expect(titleOf('Hi!\nThe door squeaks.')).toBe('The door squeaks')
  expect(titleOf('Merhaba. Saat yanıp sönüyor')).toBe('Saat yanıp sönüyor')
  expect(titleOf('Hi!')).toBe('Hi!')
  expect(titleOf('🔥🔥')).toBe('🔥🔥')
  expect(titleOf('...')).toBe('...')
})

test('a long title ends with a word', () => {
  const long =
    'After the power cut on Monday the clock of my oven only flashes and I cannot set it however I try to'
  expect(cutTitle(long)).toBe(
    'After the power cut on Monday the clock of my oven only flashes and I cannot set it…',
  )
  const thai = 'นาฬิกาของเตาอบกะพริบหลังจากไฟดับและตั้งเวลาไม่ได้เลย'.repeat(4)
  expect(countGraphemes(cutTitle(thai))).toBeLessThanOrEqual(90)
  expect(cutTitle(thai)).toMatch(/…$/)
})

test('whatever is reported, the title is one line of at most 90 characters, without what cannot be seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), (text) => {
      const title = titleOf(text)
      expect(countGraphemes(title)).toBeLessThanOrEqual(90)
      expect(title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect(title.isWellFormed()).toBe(true)
    }),
    { numRuns: 40 },
  )
})
