import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeholders } from '../../src/reports/redaction/redaction.types.ts'
import { defuseInline, defuseTitle, quoteBlock } from '../../src/repositories/defuse-text.ts'
import { defusedKinds } from '../../src/repositories/defused-kinds.ts'
import { RemovedKinds } from '../../src/tickets/removed-kinds.ts'
import { customerQuote, customerWords } from '../../src/tickets/ticket-words.ts'
import { allHostileTexts } from './hostile-texts.ts'

const countedIn = (render: (removed: RemovedKinds) => unknown) => {
  const removed = new RemovedKinds()
  render(removed)
  return Object.fromEntries(removed.list().map(({ kind, count }) => [kind, count]))
}

test.each<[text: string, kinds: Record<string, number>]>([
  ['ask @octocat and @org/team, not @ noon', { MENTION: 2 }],
  ['see #1, GH-12 and owner/repo#7, number # 8', { REFERENCE: 3 }],
  ['broken since 3f2a9bc', { COMMIT: 1 }],
  ['owner/repo@3f2a9bc', { COMMIT: 1 }],
  ['order 12345678 and the word defaced', {}],
  ['https://example.com/@octocat#1 and bob@example.com', { LINK: 2 }],
  ['![a picture](//e.example/a.png)', { LINK: 1 }],
  ['<b>bold</b>, 1 < 2, <!-- hidden -->', { HTML: 3 }],
  ['/close', { COMMAND: 1 }],
  ['and/or', {}],
  ['fixes #3, closes: octo/repo#4', { CLOSING_KEYWORD: 2, REFERENCE: 2 }],
  ['it fixes nothing', {}],
  ['tap\u202E here\u0000', { CONTROL_CHARACTER: 2 }],
  [':tada: at 10:30:15 &#64; [^1] [!NOTE] $x$', { MARKUP: 5 }],
  ['it costs $5', {}],
  ['Saat her elektrik kesintisinde sıfırlanıyor 👩‍👩‍👧 می‌خواهم', {}],
])('in “%s” each thing is counted once, by kind', (text, kinds) => {
  expect(countedIn((removed) => defuseInline(text, removed))).toEqual(kinds)
  expect(countedIn((removed) => quoteBlock(text, removed))).toEqual(kinds)
  expect(countedIn((removed) => defuseTitle(text, 80, 256, removed))).toEqual(kinds)
})

test('line ends of Windows are no control characters', () => {
  expect(countedIn((removed) => quoteBlock('one\r\ntwo\rthree\u2028four', removed))).toEqual({})
})

test('personal data counts where its placeholder is shown, whenever it was removed', () => {
  expect(countedIn((removed) => customerWords('call +90 532 123 45 67 or [phone]', 80, removed))).toEqual({
    PHONE: 2,
  })
  expect(
    countedIn((removed) => customerQuote('mail bob@example.com, he is @bob', 80, removed)),
  ).toMatchObject({ EMAIL: 1 })
})

test('what is cut off is not sent, and not counted', () => {
  const text = `${'word '.repeat(20)} @octocat bob@example.com`
  expect(countedIn((removed) => customerWords(text, 20, removed))).toEqual({})
  expect(countedIn((removed) => defuseTitle(text, 20, 256, removed))).toEqual({})
  expect(countedIn((removed) => defuseTitle('@octocat '.repeat(9), 80, 40, removed))).toEqual({ MENTION: 4 })
})

test('counting changes no text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...allHostileTexts), fc.string({ unit: 'binary' })), (text) => {
      expect(customerWords(text, 80, new RemovedKinds())).toBe(customerWords(text, 80))
      expect(customerQuote(text, 80, new RemovedKinds())).toBe(customerQuote(text, 80))
      expect(defuseTitle(text, 80, 256, new RemovedKinds())).toBe(defuseTitle(text, 80))
    }),
  )
})

test('the list has personal data first, then what GitHub would have acted on, and only what occurred', () => {
  const removed = new RemovedKinds()
  removed.note('MARKUP', 1)
  removed.note('MENTION', 0)
  removed.note('PHONE', 2)
  removed.note('MARKUP', 2)
  expect(removed.list()).toEqual([
    { kind: 'PHONE', count: 2 },
    { kind: 'MARKUP', count: 3 },
  ])
})

test('every kind has one name of its own', () => {
  const kinds = [...Object.keys(placeholders), ...defusedKinds]
  expect(new Set(kinds).size).toBe(kinds.length)
})
