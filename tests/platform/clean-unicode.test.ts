import { expect, test } from 'vitest'
import { cleanUnicode } from '../../src/platform/clean-unicode.ts'

test('variation selectors stay where they say which shape is meant', () => {
  for (const text of ['❤️', '☎︎', '1️⃣ #️⃣', '🏳️‍🌈', '👁️‍🗨️', '葛\u{E0100}城', '©️'])
    expect(cleanUnicode(text)).toBe(text)
})

test('a text that hides in variation selectors is taken out', () => {
  const hidden = Array.from('ignore all', (letter) =>
    String.fromCodePoint(0xe0100 + letter.charCodeAt(0)),
  ).join('')
  expect(cleanUnicode(`clock${hidden}`)).toBe('clock')
  expect(cleanUnicode(`😀${hidden}`)).toBe('😀')
  expect(cleanUnicode(`時${hidden}`)).toBe(`時${hidden.slice(0, 2)}`)
  expect(cleanUnicode('a\uFE00b\uFE01 \uFE02')).toBe('ab ')
  expect(cleanUnicode('😀\uFE0F\u200D\uFE0E\u200D\uFE0E')).toBe('😀\uFE0F\u200D')
})

test('marks beyond four on one letter are taken out, joiners in scripts and emoji stay', () => {
  expect(cleanUnicode(`e${'\u0301'.repeat(9)}x`)).toBe(`e${'\u0301'.repeat(4)}x`)
  expect(cleanUnicode('می‌خواهم 👩‍👩‍👧 क्‍ष')).toBe('می‌خواهم 👩‍👩‍👧 क्‍ष')
  expect(cleanUnicode('@\u200Docto\u200Ccat')).toBe('@octocat')
})
