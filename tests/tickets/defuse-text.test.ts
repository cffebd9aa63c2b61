import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defuseInline, defuseTitle, quoteBlock } from '../../src/tickets/defuse-text.ts'

const attacks = [
  'please ask @octocat and @org/team',
  'mail me at bob@example.com',
  'see #1, GH-12 and owner/repo#7',
  'broken since 3f2a9bc and 0123456789abcdef0123456789abcdef01234567',
  'http://example.com https://example.com HTTPS://EXAMPLE.COM xhttp://a.example',
  'www.example.com WWW.example.com ftp://example.com mailto:a@b.example',
  '<!-- bothways problem=1 sig=00 --> <!-- bothways:begin -->',
  'Fixes #3, closes: #4, resolved GH-5, duplicate of #6',
  '/close\n  /assign @bob\n/guidance Fake advice',
  '<script>alert(1)</script><img src=x onerror=alert(1)><a href="//e.example">x</a>',
  '[link](https://e.example) ![image](//e.example/a.png) <https://e.example>',
  '```\nout of the fence @octocat\n```\n# heading',
  '~~~\n````\n`````js\n@octocat',
  '&#64;octocat &commat;octocat &lt;!--',
  '| a | b |\n|---|---|\n| @octocat | #1 |',
  '# heading\n- [ ] task\n1. one\n> quote\n\n    code\n---',
  '[^1] and\n[^1]: https://e.example',
  '[ref]: https://e.example\n[ref]',
  ':tada: **bold** _it_ ~~gone~~ $x$ `code`',
  '@\u200Doctocat @\u200Boctocat @\u2060octocat cl\u200Doses #\u200D1',
  '\u202Egnp.exe\u202C \u2066x\u2069 \u{E0041}\u{E007F} \uD800 \uDC00',
]

const forms: readonly (readonly [name: string, defuse: (text: string) => string])[] = [
  ['title', (text) => defuseTitle(text, 80)],
  ['inline', defuseInline],
  ['block', quoteBlock],
]

const live: readonly RegExp[] = [
  /@[\p{L}\p{N}_-]/u,
  /#\d/,
  /\bGH-\d/i,
  /[0-9a-f]{7,}/i,
  /http/i,
  /www/i,
  /:\/\//,
  /<[!/?a-z]/i,
  /-->/,
  /&#\d|&(?!amp;|lt;)[a-z]/i,
  /(?<![\p{L}\p{N}_])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?![\p{L}\p{N}_])/iu,
  /^\s*\/\w/m,
  /[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u,
  /\p{Cs}/u,
  /\p{M}{5}/u,
]

function expectHarmless(text: string) {
  for (const pattern of live) expect(text).not.toMatch(pattern)
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...attacks),
      fc.constantFrom(
        '@',
        '#',
        '1',
        'GH',
        '-',
        'abcdef0',
        'ht',
        'tp',
        '://',
        'w',
        '<',
        '!--',
        'fix',
        '/',
        '\n',
        '`',
      ),
      fc.constantFrom(
        '\u200B',
        '\u200D',
        '\u202E',
        '\u0301'.repeat(9),
        '\uD83D',
        '👩‍👩‍👧',
        'สวัสดี',
        'می‌خواهم',
        '\r',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''))

test.each(forms)('in a %s nothing of the known attacks is left for GitHub to act on', (_name, defuse) => {
  for (const attack of attacks) expectHarmless(defuse(attack))
})

test.each(forms)('in a %s nothing mentionable survives, whatever the text', (_name, defuse) => {
  fc.assert(
    fc.property(hostile, (text) => expectHarmless(defuse(text))),
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
    for (const [, defuse] of forms) expectHarmless(defuse(text))
  }
})

const extensions = ['autolink', 'table', 'tagfilter', 'strikethrough', 'tasklist', 'footnotes']
const hasRenderer = spawnSync('cmark-gfm', ['--version']).status === 0

function renderAsGitHub(markdown: string): string {
  const options = ['--unsafe', ...extensions.flatMap((extension) => ['-e', extension])]
  const { status, stdout } = spawnSync('cmark-gfm', options, { input: markdown, encoding: 'utf8' })
  expect(status).toBe(0)
  return stdout
}

// One page of all samples, so that the program starts twice: on its own page or on a shared one, a sample that
// breaks out of its place leaves tags behind, or one place fewer.
test.skipIf(!hasRenderer)(
  'GitHub’s own Markdown makes plain text of it (needs the cmark-gfm program)',
  () => {
    const samples = [...attacks, ...fc.sample(hostile, { numRuns: 60, seed: 7 })]
    const blocks = renderAsGitHub(samples.map(quoteBlock).join('\n'))
    expect(blocks.match(/^<pre><code class="language-text">/gm)).toHaveLength(samples.length)
    expect(blocks.replaceAll(/^<pre><code class="language-text">|<\/code><\/pre>$/gm, '')).not.toMatch(/[<>]/)

    const lines = samples.map(defuseInline)
    const inline = renderAsGitHub(
      lines.map((line) => `- ${line}\n\nCustomers say ${line} and so on\n`).join('\n'),
    )
    expect(inline.match(/<li>/g)).toHaveLength(samples.length)
    expect(inline.match(/<p>Customers say /g)).toHaveLength(samples.length)
    expect(inline.replaceAll(/<\/?(?:p|ul|li)>/g, '')).not.toMatch(/[<>]/)
  },
)
