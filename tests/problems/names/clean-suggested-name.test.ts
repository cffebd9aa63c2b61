import { expect, test } from 'vitest'
import { cleanSuggestedName } from '../../../src/problems/names/clean-suggested-name.ts'

const cleaned = (title: string, summary = 'The clock flashes.') =>
  cleanSuggestedName({ title, summary })?.title

test.each([
  ['The clock flashes after a power cut', 'The clock flashes after a power cut'],
  ['**The clock** flashes.', 'The clock flashes'],
  ['# The `clock` flashes', 'The clock flashes'],
  ['[The clock](https://evil.example/x) flashes', 'The clock flashes'],
  ['The clock flashes, see https://evil.example/x?a=1', 'The clock flashes, see'],
  ['The clock flashes, ask evil.com/x now', 'The clock flashes, ask now'],
  ['The clock flashes @octocat #12', 'The clock flashes [handle] 12'],
  ['The <img src=x onerror=alert(1)> clock flashes', 'The clock flashes'],
  ['The clock flashes, write to jane.doe@example.com', 'The clock flashes, write to [email]'],
  ['The clock\u202e flashes\u0000\n\nnow', 'The clock flashes now'],
  ['Clock stops at 2.4.1 with E_21', 'Clock stops at 2.4.1 with E_21'],
  ['นาฬิกากะพริบหลังไฟดับ', 'นาฬิกากะพริบหลังไฟดับ'],
])('%j becomes %j', (title, expected) => {
  expect(cleaned(title)).toBe(expected)
})

test.each(['https://evil.example', '[email]', 'jane@example.com', '!!!', '***', 'word '.repeat(30)])(
  '%j names nothing',
  (title) => {
    expect(cleaned(title)).toBeUndefined()
  },
)

test('the summary is cleaned too, and must say something', () => {
  const name = cleanSuggestedName({
    title: 'Clock',
    summary: '- Call +90 532 123 45 67, see www.evil.example',
  })
  expect(name?.summary).toBe('Call [phone], see')
  expect(cleanSuggestedName({ title: 'Clock', summary: 'www.evil.example' })).toBeNull()
})
