import { expect, test } from 'vitest'
import { wordBucket } from '../../src/embedding/lexical-features.ts'
import { sharedTerms } from '../../src/embedding/shared-terms.ts'

test('shared words are told as the first text writes them, the longest first', () => {
  expect(sharedTerms('Mikrodalganın saati sıfırlanıyor', 'saati SIFIRLANIYOR, mikrodalganın', 2)).toEqual([
    'mikrodalganın',
    'sıfırlanıyor',
  ])
})

test('a known lexicon puts the rarest first and leaves out what everybody writes', () => {
  const frequencies = new Map([
    [wordBucket('the'), 90],
    [wordBucket('microwave'), 15],
    [wordBucket('clock'), 3],
  ])
  const lexicon = { documents: 100, frequency: (bucket: number) => frequencies.get(bucket) ?? 0 }
  expect(sharedTerms('The microwave clock', 'the clock of the microwave', 5, lexicon)).toEqual([
    'clock',
    'microwave',
  ])
})

test('numbers, short words and words of one text only are not told', () => {
  expect(sharedTerms('I am on 12345 with it', 'on 12345 it is', 5)).toEqual([])
})

test('Thai words are told too', () => {
  expect(sharedTerms('นาฬิกาตั้งเวลาไม่ได้', 'ตั้งเวลานาฬิกายังไง', 5)).toContain('นาฬิกา')
})
