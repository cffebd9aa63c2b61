import { expect, test } from 'vitest'
import { renderSummary } from '../../../src/problems/names/render-summary.ts'

const problem = {
  reportCount: 5,
  customerCount: 3,
  firstSeenAt: new Date('2026-11-12T10:00:00Z'),
  languages: ['en', 'tr', 'und'],
  versions: ['2.1', '2.2'],
  terms: ['clock', 'flashes'],
  modelSummary: null,
  centralReport: { redactedText: 'The clock\nflashes, call [phone]', language: 'en' },
}

test('figures, what sets it apart, and a quote', () => {
  expect(renderSummary(problem)).toBe(
    '5 reports by 3 customers since November 12, 2026, in English and Turkish, versions 2.1 and 2.2. What sets it apart: clock, flashes. One of them: “The clock flashes, call [phone]”',
  )
})

test('what the model wrote stands in front of the figures of today', () => {
  expect(renderSummary({ ...problem, modelSummary: 'It flashes.', versions: [] })).toBe(
    'It flashes. 5 reports by 3 customers since November 12, 2026, in English and Turkish.',
  )
})

test('a problem that nobody has named yet has its figures', () => {
  const bare = { ...problem, reportCount: 1, customerCount: 1, terms: [], languages: ['x-'], versions: ['1'] }
  expect(renderSummary({ ...bare, centralReport: null })).toBe(
    '1 report by 1 customer since November 12, 2026, in x-, versions 1.',
  )
})

test('it speaks the language of the report that it quotes', () => {
  const central = (language: string) => ({ ...problem, centralReport: { redactedText: '…', language } })
  expect(renderSummary(central('tr'))).toContain('12 Kasım 2026 tarihinden beri 3 müşteriden 5 bildirim')
  expect(renderSummary(central('th'))).toContain('มีรายงาน 5 รายการจากลูกค้า 3 ราย ตั้งแต่ 12 พฤศจิกายน')
  expect(renderSummary(central('de'))).toContain('Meldungen: 5, Kunden: 3, seit 12. November 2026')
  expect(renderSummary(central('xx'))).toContain('5 reports by 3 customers')
})
