import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseGuidanceComment } from '../../src/guidance/parse-guidance-comment.ts'

const advice = 'Hold **Clock** for three seconds.\n\n- then turn the knob\n- press Start'

test('title, options and advice are read', () => {
  const comment = `/guidance Set the clock\nversions: >=2.1 <2.4\nLocale: tr\nkind: setup pitfall\ntouchpoint: set up\ncomponent: clock\n\n${advice}`
  expect(parseGuidanceComment(comment)).toEqual({
    title: 'Set the clock',
    options: {
      versions: '>=2.1 <2.4',
      locale: 'tr',
      kind: 'SETUP_PITFALL',
      touchpoint: 'SET_UP',
      component: 'clock',
    },
    body: advice,
  })
})

test('options may be left out and the advice may follow at once', () => {
  expect(parseGuidanceComment('/guidance Saati ayarlayın\nNot: üç saniye basın.\nSonra bırakın.')).toEqual({
    title: 'Saati ayarlayın',
    options: {},
    body: 'Not: üç saniye basın.\nSonra bırakın.',
  })
})

test('conversation before the command is left out, line ends of Windows are understood', () => {
  expect(parseGuidanceComment(`Found it!\r\n\r\n/guidance ตั้งนาฬิกา\r\nlocale: th\r\n\r\nกดค้าง`)).toEqual({
    title: 'ตั้งนาฬิกา',
    options: { locale: 'th' },
    body: 'กดค้าง',
  })
})

test.each([
  '/guidance: Set the clock',
  '/Guidance Set the clock',
  '/GUIDANCE:Set the clock',
  'Hello!\n\n   /Guidance:   Set the clock',
])('%j is the command as well', (first) => {
  expect(parseGuidanceComment(`${first}\nlocale: tr\n\nHold it.`)).toEqual({
    title: 'Set the clock',
    options: { locale: 'tr' },
    body: 'Hold it.',
  })
})

test('two commands are two, however they are written', () => {
  expect(parseGuidanceComment('/guidance One\n\ntext\n\n/Guidance: Two\n\ntext')).toHaveProperty('error')
})

test.each([
  ['no command at all', 'thanks'],
  ['a longer word', '/guidancefoo x\n\ny'],
  ['a dot behind it', '/guidance. x\n\ny'],
  ['a space within it', '/ guidance x\n\ny'],
  ['another word', '/guidances x\n\ny'],
  ['in the middle of a line', 'use /guidance Title\n\ntext'],
  ['on the second line of a paragraph', 'hello\n/guidance Title\n\ntext'],
  ['in a quote', '> /guidance Title\n>\n> text'],
  ['in a quote that a lazy line continues', '> hello\n/guidance Title'],
  ['in a fence', '```\n/guidance Title\n\ntext\n```'],
  ['in indented code', '    /guidance Title\n\ntext'],
  ['in an HTML comment', '<!--\n/guidance Title\n\ntext\n-->'],
  ['in an HTML element', '<div>\n/guidance Title\n</div>'],
  ['in a list', '- /guidance Title\n\n  text'],
])('%s: no command', (_where, comment) => {
  expect(parseGuidanceComment(comment)).toBeNull()
})

test.each([
  ['/guidance\n\ntext', 'needs a title'],
  ['/Guidance:\n\ntext', 'needs a title'],
  ['/guidance Title', 'has no advice yet'],
  ['/guidance Title\nlocale: tr', 'has no advice yet'],
  ['/guidance Title\nlocale: turkish!\n\ntext', '"turkish!" is no locale'],
  ['/guidance Title\nkind: miracle\n\ntext', 'setup pitfall, workaround, notice'],
  ['/guidance Title\ntouchpoint: moon\n\ntext', 'get support'],
  ['/guidance Title\nversion: 2\n\ntext', 'write "versions:" instead'],
  ['/guidance Title\nlocale: tr\nlocale: en\n\ntext', 'set twice'],
  ['/guidance Title\nversions:\n\ntext', 'nothing after it'],
  ['/guidance Title\n---\ntext', 'Leave an empty line'],
  ['/guidance One\n\ntext\n\n/guidance Two\n\ntext', 'two /guidance commands'],
  [`/guidance ${'x'.repeat(201)}\n\ntext`, '200 fit'],
  [`/guidance Title\n\n${'x'.repeat(20_001)}`, '20000 fit'],
])('%j is answered with what to change', (comment, words) => {
  expect(parseGuidanceComment(comment)).toMatchObject({ error: { plain: expect.stringContaining(words) } })
})

test('whatever stands in a quote never becomes guidance', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('/guidance T', '/Guidance: T', '', 'text', '```', '<!--', '-->', '- a', '# h'),
      ),
      (lines) => {
        const quoted = lines.map((line) => `> ${line}`).join('\n')
        expect(parseGuidanceComment(quoted)).toBeNull()
      },
    ),
  )
})

test('any text is read without an exception', () => {
  const part = fc.oneof(
    fc.constantFrom('/guidance T\n', '\n', 'kind:', '> ', '---\n', '```\n'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(() => parseGuidanceComment(parts.join(''))).not.toThrow()
    }),
  )
})

test('a comment nested without end is refused before it costs anything', () => {
  for (const unit of ['> ', '1. ', '- ', '>']) {
    const comment = `${unit.repeat(6000)}\n\n/guidance T\n\ntext`
    expect(parseGuidanceComment(comment)).toMatchObject({
      error: { plain: expect.stringContaining('nested too deeply') },
    })
  }
})

test('twenty thousand hostile characters behind a command stay its advice', () => {
  for (const unit of ['*', '[', '> ', '`', '<!--', '_a', '![', '\\', '- ', '&', '|', '1. ', '\t']) {
    const body = `x${unit.repeat(19_000 / unit.length)}x`
    expect(parseGuidanceComment(`/guidance T\n\n${body}`)).toEqual({ title: 'T', options: {}, body })
  }
})
