import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanUnicode } from '../../src/platform/clean-unicode.ts'
import { defuseInline, defuseTitle, quoteBlock } from '../../src/repositories/defuse-text.ts'
import {
  actingElements,
  foundIn,
  hasMentionFilter,
  hasRenderer,
  mentionedIn,
  parseAsGitHub,
  renderHtml,
} from '../tickets/github-judge.ts'
import { allHostileTexts, fragments, innocentTexts, spaces } from '../tickets/hostile-texts.ts'

/** Where no renderer is at hand: what is shown of a defused text. */
const forms: readonly (readonly [name: string, shown: (text: string) => string])[] = [
  ['title', (text) => defuseTitle(text, 80)],
  [
    'sentence',
    (text) =>
      defuseInline(text)
        .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&'),
  ],
  ['block', (text) => insideFence(quoteBlock(text))],
]

const hostile = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...fragments), weight: 8 },
      { arbitrary: fc.constantFrom(...spaces), weight: 4 },
      { arbitrary: fc.constantFrom(...allHostileTexts), weight: 2 },
      { arbitrary: fc.constantFrom(...innocentTexts), weight: 1 },
      { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 1 },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''))

const withoutBreaks = (text: string) => text.replaceAll('\u200B', '')
const onOneLine = (text: string) => cleanUnicode(text).replaceAll(/\s+/g, ' ').trim()
const insideFence = (block: string) => block.split('\n').slice(1, -2).join('\n')

/** Each place in which a defused text stands, or is read again, as a page of Markdown of many texts. */
const places: Readonly<Record<string, (texts: readonly string[]) => string>> = {
  'a title that is quoted': (texts) => texts.map((text) => `${defuseTitle(text, 80)}\n`).join('\n'),
  'a sentence': (texts) => texts.map((text) => `Customers say ${defuseInline(text)} and so on\n`).join('\n'),
  'a sentence of its own': (texts) => texts.map((text) => `${defuseInline(text)}\n`).join('\n'),
  'a table': (texts) =>
    ['| a | b |\n| --- | --- |', ...texts.map((text) => `| ${defuseInline(text)} | 1 |`)].join('\n'),
  'a list': (texts) => texts.map((text) => `- ${defuseInline(text)}`).join('\n'),
  'a link’s text': (texts) =>
    texts.map((text) => `- [${defuseInline(text)}](https://bothways.example)`).join('\n'),
  'a fence': (texts) => texts.map((text) => quoteBlock(text)).join('\n'),
  'an e-mail’s answer, without the fence': (texts) =>
    texts.map((text) => `${insideFence(quoteBlock(text))}\n`).join('\n'),
  'an e-mail’s answer, quoted': (texts) =>
    texts.map((text) => `${insideFence(quoteBlock(text)).replaceAll(/^/gm, '> ')}\n`).join('\n'),
}

const inLink = ['a link’s text']

function expectNothingActs(place: string, page: string) {
  const { elements, text, languages } = parseAsGitHub(page)
  const allowed = inLink.includes(place) ? ['link'] : []
  expect(actingElements.filter((name) => elements.has(name) && !allowed.includes(name))).toEqual([])
  expect(foundIn(text)).toEqual([])
  expect(languages.filter((language) => language !== 'text')).toEqual([])
}

test('there are hostile texts of every kind, each of them found by the judge', () => {
  expect(new Set(allHostileTexts).size).toBeGreaterThanOrEqual(80)
  expect(allHostileTexts.filter((text) => foundIn(text).length > 0).length).toBeGreaterThanOrEqual(80)
})

test.each(forms)('in a %s nothing of the known attacks is left for GitHub to act on', (_name, shown) => {
  for (const attack of allHostileTexts) expect([attack, foundIn(shown(attack))]).toEqual([attack, []])
})

test.each(forms)('in a %s nothing is left for GitHub to act on, whatever the text', (_name, shown) => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(foundIn(shown(text))).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test.each(forms)(
  'in a %s look-alikes mention and refer to nothing either, once a program folds them',
  (_name, shown) => {
    const folded = fc.property(hostile, (text) => {
      const found = foundIn(shown(text).normalize('NFKC'))
      expect(found.filter((name) => name === 'mention' || name === 'reference')).toEqual([])
    })
    fc.assert(folded, { numRuns: 400 })
  },
)

test.each(forms)('a %s reads as it was written: only what nobody sees is taken away', (name, shown) => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written =
        name === 'block'
          ? cleanUnicode(text)
              .replaceAll(/\n{3,}/g, '\n\n')
              .trim()
          : onOneLine(text)
      if (name === 'title') fc.pre(written.length <= 80)
      expect(withoutBreaks(shown(text))).toBe(name === 'title' ? written.replaceAll('`', "'") : written)
    }),
    { numRuns: 400 },
  )
})

test.each(forms)('a %s that is copied and defused again stays the same', (_name, shown) => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shown(shown(text))).toBe(shown(text))
    }),
    { numRuns: 400 },
  )
})

test('ordinary words in any language read as before', () => {
  expect(defuseTitle('Saat her elektrik kesintisinde sıfırlanıyor', 80)).toBe(
    'Saat her elektrik kesintisinde sıfırlanıyor',
  )
  expect(defuseInline('ตั้งนาฬิกาไม่ได้ค่ะ 👩‍👩‍👧')).toBe('ตั้งนาฬิกาไม่ได้ค่ะ 👩‍👩‍👧')
  expect(quoteBlock('می‌خواهم ساعت را تنظیم کنم')).toBe('```text\nمی‌خواهم ساعت را تنظیم کنم\n```\n')
})

test('a title is cut between characters as people count them', () => {
  expect(defuseTitle('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 3)).toBe('👩‍👩‍👧👩‍👩‍👧…')
  expect(defuseTitle('abc', 3)).toBe('abc')
  expect(defuseTitle('line one\r\nline two', 40)).toBe('line one line two')
  expect(defuseTitle('\u200B\u202E', 40)).toBe('')
})

test('a title never exceeds what GitHub takes', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 300 }), (text, most) => {
      const title = defuseTitle(text.repeat(20), most)
      expect(title.length).toBeLessThanOrEqual(256)
      expect(title).not.toContain('\n')
    }),
  )
})

test('the fence is longer than any run of backticks inside', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const lines = quoteBlock(text).split('\n')
      const fence = lines.at(-2) ?? ''
      expect(lines[0]).toBe(`${fence}text`)
      for (const line of lines.slice(1, -2)) expect(line).not.toContain(fence)
    }),
  )
})

test('twenty thousand hostile characters are defused, too', () => {
  const units = [
    '@',
    '#1',
    '\u0301',
    '\n',
    '`',
    '<!--',
    'a1',
    ' ',
    '/',
    'h',
    'www',
    '\uD83D',
    'fix ',
    '\u200D',
    '-',
  ]
  for (const unit of units) {
    const text = `x${unit.repeat(Math.ceil(20_000 / unit.length))}x`
    for (const [, shown] of forms) expect(foundIn(shown(text))).toEqual([])
  }
})

const textsOfPage = fc.array(hostile, { minLength: 1, maxLength: 25 })
const reasonOf = (present: boolean, needed: string) => (present ? '' : ` (skipped: needs ${needed})`)
const withoutRenderer = reasonOf(hasRenderer, 'the program cmark-gfm')

test.skipIf(!hasRenderer).each(Object.entries(places))(
  `in %s nothing of the known attacks acts once it is rendered${withoutRenderer}`,
  (place, page) => expectNothingActs(place, page(allHostileTexts)),
)

test.skipIf(!hasRenderer).each(Object.entries(places))(
  `in %s nothing acts once it is rendered, whatever the texts${withoutRenderer}`,
  (place, page) => {
    fc.assert(
      fc.property(textsOfPage, (texts) => expectNothingActs(place, page(texts))),
      { numRuns: 40 },
    )
  },
)

test.skipIf(!hasRenderer)(`every text stays in its place, and is shown as written${withoutRenderer}`, () => {
  const ours = (texts: readonly string[]) => texts.map((text) => `${onOneLine(text)}\n`).join('')
  fc.assert(
    fc.property(textsOfPage, (texts) => {
      const sentences = parseAsGitHub(places['a sentence']?.(texts) ?? '')
      expect(withoutBreaks(sentences.text)).toBe(
        texts.map((text) => `Customers say ${onOneLine(text)} and so on\n`).join(''),
      )
      expect(sentences.count('paragraph')).toBe(texts.length)
      expect(withoutBreaks(parseAsGitHub(places['a sentence of its own']?.(texts) ?? '').text)).toBe(
        ours(texts.filter((text) => onOneLine(text) !== '')),
      )
      const table = parseAsGitHub(places['a table']?.(texts) ?? '')
      expect(table.count('table_row')).toBe(texts.length)
      expect(table.count('table_cell')).toBe(texts.length * 2 + 2)
      const list = parseAsGitHub(places['a list']?.(texts) ?? '')
      expect(list.count('item')).toBe(texts.length)
      expect(list.elements.has('block_quote')).toBe(false)
      const fences = parseAsGitHub(places['a fence']?.(texts) ?? '')
      expect(Array.from(fences.elements)).toEqual(['document', 'code_block'])
      expect(fences.count('code_block')).toBe(texts.length)
    }),
    { numRuns: 60 },
  )
})

test.skipIf(!hasRenderer || !hasMentionFilter)(
  `GitHub’s own published filters find nobody mentioned${withoutRenderer}${reasonOf(hasMentionFilter, 'the Ruby library html-pipeline')}`,
  () => {
    expect(mentionedIn('<p>@octocat and @org/team</p>')).toEqual(['octocat', 'team'])
    const texts = [...allHostileTexts, ...fc.sample(hostile, { numRuns: 300, seed: 7 })]
    const pages = Object.values(places).map((page) => renderHtml(page(texts)))
    expect(mentionedIn(pages.join('\n').replaceAll(/<\/?(?:pre|code)[^>]*>/g, ''))).toEqual([])
  },
)
