import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtSpaces } from '../../src/embedding/cut-at-spaces.ts'

test('words stay whole', () => {
  expect([...cutAtSpaces('the clock is wrong', 8)]).toEqual(['the ', 'clock ', 'is wrong'])
})

test('pieces of any text are the text, none too long, and no character is cut', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 2, max: 12 }),
      (text, length) => {
        const pieces = [...cutAtSpaces(text, length)]
        expect(pieces.join('')).toBe(text)
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(length)
          expect(piece.isWellFormed()).toBe(true)
        }
      },
    ),
  )
})
