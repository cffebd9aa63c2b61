import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replaceLivingBlock } from '../../src/repositories/living-block.ts'
import { RemovedKinds } from '../../src/tickets/removed-kinds.ts'
import { renderLivingBlock } from '../../src/tickets/render-living-block.ts'
import { renderTicket } from '../../src/tickets/render-ticket.ts'
import type { TicketFacts } from '../../src/tickets/ticket-facts.ts'
import { foundIn, hasRenderer, parseAsGitHub } from './github-judge.ts'
import { allHostileTexts, fragments, spaces } from './hostile-texts.ts'

const facts: TicketFacts = {
  problem: {
    id: 'p1',
    url: 'https://bothways.example/problems/p1',
    title: 'Clock loses the time after a power cut',
    status: 'RECURRING',
    firstSeenAt: new Date('2025-03-03T08:00:00Z'),
    lastSeenAt: new Date('2025-03-24T08:00:00Z'),
  },
  product: { name: 'Hearth 700', component: 'clock' },
  counts: { reports: 14, customers: 11, repeatContacts: 3 },
  languages: [
    { language: 'th', reports: 3 },
    { language: 'tr', reports: 9 },
    { language: 'en', reports: 2 },
  ],
  versions: [{ version: '2.1.0', reports: 14 }],
  touchpoints: [{ touchpoint: 'SET_UP', reports: 14 }],
  desiredOutcomes: ['Saatin doğru kalmasını istiyor', 'เปิดเตาได้ทันที'],
  weekly: [
    { weekStart: new Date('2025-03-17T00:00:00Z'), reports: 8 },
    { weekStart: new Date('2025-03-03T00:00:00Z'), reports: 2 },
    { weekStart: new Date('2025-03-10T00:00:00Z'), reports: 4 },
  ],
  impact: { score: 17.25, explanation: 'customers 11 × 1 + repeat contacts 3 × 0.25' },
  revenue: [{ currency: 'try', amount: '1234567.50' }],
  quotes: [{ text: 'Elektrik gidince saat sıfırlanıyor, 0532 123 45 67', language: 'tr' }],
  quotesAllowed: true,
  guidance: [
    {
      title: 'Hold Clock',
      kind: 'WORKAROUND',
      url: 'https://bothways.example/g/1',
      helped: 5,
      didNotHelp: 1,
    },
  ],
}

test('the opening, which stays, says how many were behind it, and nothing that a customer wrote', () => {
  const { title, body } = renderTicket(facts)
  const opening = body.slice(0, body.indexOf('<!-- bothways:begin -->'))
  expect(title).toBe('clock: Clock loses the time after a power cut')
  expect(opening).not.toContain('Saatin doğru kalmasını istiyor')
  expect(opening).not.toContain('loses the time')
  expect(opening).toContain('11 customers had reported it in 14 reports, in Thai, Turkish, and English')
  expect(opening).toContain('Customers had to come back with it 3 times.')
})

test('the living block says what happens and what customers try to do', () => {
  const block = renderLivingBlock(facts)
  expect(block).toContain(
    'trouble with the **clock** of **Hearth 700**: Clock loses the time after a power cut',
  )
  expect(block).toContain('- Saatin doğru kalmasını istiyor')
})

test('the living block has counts, shares, versions, trend, revenue and guidance', () => {
  const block = renderLivingBlock(facts)
  expect(block).toContain('| Reports | 14 |')
  expect(block).toMatch(/Turkish \| 9 \(64 %\)[\s\S]*Thai \| 3 \(21 %\)/)
  expect(block).toContain('| 2.1.0 | 14 (100 %) |')
  expect(block).toContain('bar [2, 4, 8]')
  expect(block).toContain('▃▅█ (2, 4, 8)')
  expect(block).toContain('TRY 1,234,567.50')
  expect(block).toContain('[Hold Clock](https://bothways.example/g/1) | workaround | helped 5 of 6 |')
})

test('the impact stands in one row, with what it is made of', () => {
  const rows = renderLivingBlock(facts).match(/^\| Impact .*$/gm)
  expect(rows).toEqual(['| Impact | 17.25 (customers 11 × 1 + repeat contacts 3 × 0.25) |'])
  const bare = renderLivingBlock({ ...facts, impact: { score: Number.NaN, explanation: null } })
  expect(bare).toContain('| Impact | 0 |')
})

test.each([
  [7, 2, 'helped 7 of 9'],
  [0, 0, 'not judged yet'],
  [0, 2, 'helped 0 of 2'],
  [1, 2, 'helped 1 of 3: judged unhelpful'],
  [2, 2, 'helped 2 of 4'],
  [1200, 3000, 'helped 1,200 of 4,200: judged unhelpful'],
])('guidance that helped %i times and %i times did not says so in words', (helped, didNotHelp, words) => {
  const guidance = facts.guidance.map((advice) => ({ ...advice, helped, didNotHelp }))
  expect(renderLivingBlock({ ...facts, guidance })).toContain(`| workaround | ${words} |`)
})

test.each([
  'https://e.example/a|b',
  'https://e.example/a) @octocat (',
  'https://e.example/\u202Egnp.exe',
  'https://e.example/a\n| b |',
  'javascript:alert(1)',
  '//e.example',
])('guidance whose address is “%s” is named without a link', (url) => {
  const guidance = facts.guidance.map((advice) => ({ ...advice, url }))
  expect(renderLivingBlock({ ...facts, guidance })).toContain('| Hold Clock | workaround |')
})

test('what was removed is counted once for what is sent, and counting changes nothing', () => {
  const removed = new RemovedKinds()
  const loud = {
    ...facts,
    problem: { ...facts.problem, title: 'Ask @octocat' },
    desiredOutcomes: ['closes #1'],
    quotes: [{ text: 'Call 0532 123 45 67 \u202E', language: 'tr' }],
  }
  expect(renderTicket(loud, removed)).toEqual(renderTicket(loud))
  expect(removed.list()).toEqual([
    { kind: 'PHONE', count: 1 },
    // In the title and in the first sentence.
    { kind: 'HANDLE', count: 2 },
    { kind: 'REFERENCE', count: 1 },
    { kind: 'CLOSING_KEYWORD', count: 1 },
    { kind: 'CONTROL_CHARACTER', count: 1 },
  ])
  const ofBlock = new RemovedKinds()
  renderLivingBlock(loud, 6, ofBlock)
  expect(ofBlock.list()).toEqual([
    { kind: 'PHONE', count: 1 },
    { kind: 'HANDLE', count: 1 },
    { kind: 'REFERENCE', count: 1 },
    { kind: 'CLOSING_KEYWORD', count: 1 },
    { kind: 'CONTROL_CHARACTER', count: 1 },
  ])
})

test('quotes that are not shown are not counted', () => {
  const removed = new RemovedKinds()
  renderTicket({ ...facts, quotesAllowed: false }, removed)
  expect(removed.list()).toEqual([])
})

test('quotes are redacted once more before they are published', () => {
  const { body } = renderTicket(facts)
  expect(body).toContain('Elektrik gidince saat sıfırlanıyor, [phone]')
  expect(body).not.toContain('0532')
})

test('where quotes are not allowed, or customers too few, none is shown and the reason is', () => {
  const closed = renderTicket({ ...facts, quotesAllowed: false }).body
  expect(closed).not.toContain('Elektrik')
  expect(closed).toContain('Only counts are shown here')
  const few = renderTicket({ ...facts, counts: { ...facts.counts, customers: 2 } }).body
  expect(few).not.toContain('Elektrik')
  expect(few).toContain('from 3 customers on')
})

test('the end tells how to answer and links back', () => {
  const { body } = renderTicket(facts)
  const end = body.slice(body.indexOf('<!-- bothways:end -->'))
  expect(end).toContain('Close as not planned')
  expect(end).toContain('/guidance Set the clock')
  expect(end).toContain('write access')
  expect(end).toContain('[Open this problem in Bothways](https://bothways.example/problems/p1)')
})

test('empty facts still give a ticket that reads', () => {
  const bare: TicketFacts = {
    ...facts,
    problem: { ...facts.problem, title: ' ', firstSeenAt: new Date(Number.NaN) },
    product: { name: 'Hearth 700', component: null },
    languages: [],
    versions: [],
    touchpoints: [],
    desiredOutcomes: [],
    weekly: [],
    revenue: [],
    quotes: [],
    guidance: [],
  }
  const { title, body } = renderTicket(bare)
  expect(title).toBe('Hearth 700: customers report trouble')
  expect(body).toContain('first on an unknown day')
  expect(body).not.toContain('mermaid')
})

const hostileWords = fc
  .array(
    fc.oneof(fc.constantFrom(...allHostileTexts), fc.constantFrom(...fragments), fc.constantFrom(...spaces)),
    {
      maxLength: 8,
    },
  )
  .map((parts) => `words ${parts.join('')}`)

/** Facts whose every text is one of these; as many of each as of the others, so that their tickets are alike. */
function factsOf(texts: readonly string[]): TicketFacts {
  const text = (index: number) => texts[index % texts.length] ?? ''
  const three = [0, 1, 2]
  return {
    ...facts,
    problem: { ...facts.problem, title: text(0) },
    product: { name: text(1), component: text(2) },
    languages: three.map((index) => ({ language: text(index), reports: 3 })),
    versions: three.map((index) => ({ version: text(index + 1), reports: 3 })),
    touchpoints: three.map((index) => ({ touchpoint: text(index + 2), reports: 3 })),
    desiredOutcomes: three.map(text),
    quotes: three.map((index) => ({ text: text(index), language: text(index + 1) })),
    guidance: three.map((index) => ({
      title: text(index),
      kind: text(index + 1),
      url: 'https://bothways.example/g/1',
      helped: 1,
      didNotHelp: 1,
      reasons: [text(index + 2)],
    })),
  }
}

const untrusted = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<!-- bothways:end --> <!-- bothways:begin -->',
    '@octocat closes #1',
    '| a | b |\n# x',
    '```\n'.repeat(50),
    '@'.repeat(20_000),
    '😀\u0301'.repeat(4000),
    '[x](javascript:alert(1))',
  ),
)
const manyOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 60 })
const hostileFacts: fc.Arbitrary<TicketFacts> = fc.record({
  problem: fc.record({
    id: untrusted,
    url: untrusted,
    title: untrusted,
    status: untrusted,
    firstSeenAt: fc.date({ noInvalidDate: false }),
    lastSeenAt: fc.date({ noInvalidDate: false }),
  }),
  product: fc.record({ name: untrusted, component: fc.option(untrusted) }),
  counts: fc.record({
    reports: fc.double(),
    customers: fc.constantFrom(2, 3, 900),
    repeatContacts: fc.double(),
  }),
  languages: manyOf(fc.record({ language: untrusted, reports: fc.double() })),
  versions: manyOf(fc.record({ version: untrusted, reports: fc.nat() })),
  touchpoints: manyOf(fc.record({ touchpoint: untrusted, reports: fc.nat() })),
  desiredOutcomes: manyOf(untrusted),
  weekly: manyOf(fc.record({ weekStart: fc.date(), reports: fc.double() })),
  impact: fc.record({ score: fc.double(), explanation: fc.option(untrusted) }),
  revenue: manyOf(fc.record({ currency: untrusted, amount: untrusted })),
  quotes: manyOf(fc.record({ text: untrusted, language: untrusted })),
  quotesAllowed: fc.boolean(),
  guidance: manyOf(
    fc.record({
      title: untrusted,
      kind: untrusted,
      url: fc.option(untrusted),
      helped: fc.nat(),
      didNotHelp: fc.nat(),
      reasons: fc.array(untrusted, { maxLength: 4 }),
    }),
  ),
})

test('whatever the facts, the body fits, keeps exactly one living block and mentions nobody', () => {
  fc.assert(
    fc.property(hostileFacts, (hostile) => {
      const { title, body } = renderTicket(hostile)
      expect(body.length).toBeLessThan(60_000)
      expect(title.length).toBeLessThanOrEqual(256)
      expect(body).not.toMatch(/@[\p{L}\p{N}]/u)
      expect(body).not.toMatch(/#\d/)
      expect(replaceLivingBlock(body, renderLivingBlock(facts))).not.toBeNull()
    }),
    { numRuns: 40 },
  )
})

// Characters that grow most when they are defused, each of three units, as many as the cut lets through.
test.each(['&\u0301\u0301', '<\u0301\u0301', '&a', '$\u0301\u0301', '@\u0301\u0301', '`', '&#', '😀\u0301'])(
  'a ticket full of “%s” still fits',
  (unit) => {
    const text = unit.repeat(3000)
    const many = <T>(item: T) => Array.from({ length: 60 }, () => item)
    const { title, body } = renderTicket({
      ...facts,
      problem: { ...facts.problem, title: text, status: text, url: `https://e.example/${'x'.repeat(480)}` },
      counts: {
        reports: Number.MAX_VALUE,
        customers: Number.MAX_VALUE,
        repeatContacts: Number.MAX_VALUE,
      },
      product: { name: text, component: text },
      languages: many({ language: text, reports: Number.MAX_VALUE }),
      versions: many({ version: text, reports: Number.MAX_VALUE }),
      touchpoints: many({ touchpoint: text, reports: Number.MAX_VALUE }),
      desiredOutcomes: many(text),
      weekly: many({ weekStart: new Date(0), reports: Number.MAX_VALUE }),
      impact: { score: Number.MAX_VALUE, explanation: text },
      revenue: many({ currency: text, amount: text }),
      quotes: many({ text, language: text }),
      guidance: many({
        title: text,
        kind: text,
        url: `https://e.example/${'x'.repeat(480)}`,
        helped: Number.MAX_VALUE,
        didNotHelp: Number.MAX_VALUE,
        reasons: many(text),
      }),
    })
    expect(body.length).toBeLessThan(60_000)
    expect(title.length).toBeLessThanOrEqual(256)
  },
)

test.skipIf(!hasRenderer)(
  `rendered as GitHub does it, a ticket shows nothing of its customers’ making${hasRenderer ? '' : ' (skipped: needs the program cmark-gfm)'}`,
  () => {
    const own = parseAsGitHub(renderTicket(factsOf(['plain words'])).body)
    const structure = ['heading', 'list', 'item', 'table', 'table_row', 'table_cell', 'code_block', 'link']
    const markers = /<!-- bothways:(?:begin|end) -->/g
    const countsOf = ({ count }: typeof own) => structure.map((element) => [element, count(element)])
    fc.assert(
      fc.property(fc.array(hostileWords, { minLength: 1, maxLength: 6 }), (texts) => {
        const ticket = parseAsGitHub(renderTicket(factsOf(texts)).body)
        expect(countsOf(ticket)).toEqual(countsOf(own))
        expect(ticket.count('html_block')).toBe(2)
        expect(ticket.count('html_inline') + ticket.count('image') + ticket.count('tasklist')).toBe(0)
        expect(ticket.languages).toEqual(own.languages)
        // Of our own there is the command that shows how to answer.
        expect(foundIn(ticket.text.replaceAll(markers, ''))).toEqual(['command'])
      }),
      { numRuns: 60 },
    )
  },
)
