import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactPersonalData } from '../../../src/reports/redaction/redact-personal-data.ts'
import { redactionCases } from './redaction-cases.ts'

test.each(redactionCases)('%s: "%s" becomes "%s"', (_language, input, output) => {
  expect(redactPersonalData(input).text).toBe(output)
})

test('the summary says what was removed and how often', () => {
  const { removed } = redactPersonalData('a@example.com, b@example.com, +44 20 7946 0018')
  expect(removed).toEqual([
    { kind: 'EMAIL', count: 2 },
    { kind: 'PHONE', count: 1 },
  ])
})

test('the region decides what a bare number is', () => {
  expect(redactPersonalData('try 5321234567', { region: 'TR' }).text).toBe('try [phone]')
  expect(redactPersonalData('try 812345678', { region: 'th-TH' }).text).toBe('try [phone]')
  expect(redactPersonalData('try 5321234567', { region: 'JP' }).text).toBe('try 5321234567')
})

test('only given names go, whole, in any case, with Turkish i and suffixes', () => {
  const names = ['Ali', 'İpek Işık', 'สมชาย', 'name']
  const redact = (text: string) => redactPersonalData(text, { names }).text
  expect(redact('ALİ says the kalite is fine')).toBe('[name] says the kalite is fine')
  expect(redact("ipek IŞIK'ın saati bozuk")).toBe("[name]'ın saati bozuk")
  expect(redact('คุณสมชายแจ้งว่าเสีย')).toBe('คุณ[name]แจ้งว่าเสีย')
  expect(redact('my name')).toBe('my [name]')
})

test('numbers behind invisible characters and keycaps are found', () => {
  expect(redactPersonalData('call 0532\u200B123\u200D4567').text).toBe('call [phone]')
  expect(redactPersonalData('call 0️⃣5️⃣3️⃣2️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣!').text).toBe('call [phone]!')
})

test('graphemes beside a removed part stay whole', () => {
  expect(redactPersonalData('👩‍👩‍👧a@example.com👍🏽').text).toBe('👩‍👩‍👧[email]👍🏽')
})

const fragment = fc.oneof(
  fc.constantFrom(...redactionCases.map(([, input]) => input)),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789+-. ()/@:#๐๑٠abHX['), maxLength: 40 }),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true }),
)
const anyText = fc.array(fragment, { maxLength: 5 }).map((parts) => parts.join(''))

test('redacting twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = redactPersonalData(text).text
      expect(redactPersonalData(once)).toEqual({ text: once, removed: [] })
    }),
    { numRuns: 400 },
  )
})

test('no text of any kind makes it throw', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
  fc.assert(
    fc.property(units, (parts) => {
      expect(typeof redactPersonalData(parts.join(''), { names: ['Ada'] }).text).toBe('string')
    }),
  )
})

test('no e-mail address that came in goes out', () => {
  fc.assert(
    fc.property(anyText, fc.emailAddress(), anyText, (before, email, after) => {
      expect(redactPersonalData(`${before} ${email} ${after}`).text).not.toContain(email)
    }),
  )
})

const hostile = [
  '1 ',
  '12 ',
  '(1',
  '+',
  '0 (532) ',
  'a@',
  'a@a.',
  '@a',
  '1.',
  '1-',
  'https://',
  'x?token=',
  '1:',
  'a.',
  '[phone]',
  'order ',
  'TR33 ',
  '٠',
  '4111 ',
  '\u0301',
  '0️⃣',
  '05321234567 ',
  '123-456-7890,',
  'ß',
  '%40',
  '#1',
  ' (at) a dot ',
  ' at a',
  'Mr. A',
  'my name is A',
  'Ab Hanım ',
  'Regards,\n',
  '名様',
  'ผมชื่อก',
  'اسمي ا',
  'serial no ',
  '35123456 ',
  'aa:',
  'a1b2c3d4-',
  'user name ',
]

test.each(hostile)('twenty thousand characters of "%s" come back settled', (unit) => {
  const text = unit.repeat(Math.ceil(20_000 / unit.length))
  const once = redactPersonalData(text).text
  expect(redactPersonalData(once).text).toBe(once)
})
