import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const sentence = 'The clock of the oven flashes after each power cut and has to be set again. '
const hebrew = 'השעון בתנור מהבהב אחרי כל הפסקת חשמל וצריך לכוון אותו מחדש'

const odd: [what: string, text: string][] = [
  ['one word', 'broken'],
  ['one letter', 'x'],
  ['a number', '404'],
  ['20,000 characters', sentence.repeat(300).slice(0, 20_000)],
  ['20,000 characters without a space', 'clock'.repeat(4_000)],
  ['20,000 characters of Thai', 'นาฬิกาของเตาอบตั้งเวลาไม่ได้'.repeat(800).slice(0, 20_000)],
  ['three languages at once', 'The clock is wrong. Saat sürekli sıfırlanıyor. นาฬิกาเดินไม่ตรง'],
  ['right to left', hebrew],
  ['both directions, with marks that turn them', 'الساعة 12:30 \u202eabc\u202c تتأخر كل يوم ⁦oven⁩'],
  ['emoji around one word', '😡😡😡 clock 👎🏽👨‍👩‍👧‍👦🏳️‍🌈'],
  ['a keycap and nothing else', '1️⃣'],
  ['personal data and nothing else', 'anna@example.com +49 30 901820 DE89 3704 0044 0532 0130 00'],
]

/** What a report says of where it is, asked over HTTP. */
async function about(company: Tenant, id: string) {
  const { data, errors } = await company.ask(
    `query ($id: ID!) { node(id: $id) { ... on Report { text membership {
      explanation score method sharedTerms problem { title summary reportCount impact } } } } }`,
    { id },
  )
  expect(errors).toBeUndefined()
  return data.node
}

/** In all that is stored as a number, whatever was said. */
async function expectFiniteFigures(): Promise<void> {
  const { rows } = await world.deps.database.pool.query(`
    SELECT 'score' AS of, score AS figure FROM memberships UNION ALL SELECT 'threshold', threshold FROM memberships
    UNION ALL SELECT 'nearest', (jsonb_array_elements(nearest) ->> 'likeness')::float8 FROM memberships
    UNION ALL SELECT 'cohesion', cohesion FROM problems UNION ALL SELECT 'impact', impact::float8 FROM problems
    UNION ALL SELECT 'suggestion', score FROM suggestions
    UNION ALL SELECT 'lexical', l2_norm(lexical) FROM report_vectors
    UNION ALL SELECT 'dense', vector_norm(dense) FROM report_vectors
    UNION ALL SELECT 'sketch', l2_norm(sketch) FROM problem_vectors`)
  const wrong = rows.filter(({ figure }) => figure !== null && !(Math.abs(figure) < 1e6))
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThan(0)
}

const shown = (title: string) => Array.from(new Intl.Segmenter().segment(title.trim())).length

test.each(odd)('reports of %s are taken, meet again, and are explained', async (_what, text) => {
  const company = await world.tenant()
  const first = await company.report(text, { customer: 'anna' })
  const second = await company.report(text, { customer: 'bert' })
  const third = await company.report(text, { customer: 'carl' })
  expect([second.problem.id, third.problem.id]).toEqual([first.problem.id, first.problem.id])
  await company.mutate('regroupProblems', {})
  await world.workOff({ evenIfLater: true })
  await expectFiniteFigures()

  const opened = await about(company, first.id)
  expect(opened.membership.explanation).toBe(
    'It opened this problem: there was nothing yet to compare it with.',
  )
  const { membership } = await about(company, third.id)
  expect(membership.problem).toMatchObject({ reportCount: 3 })
  expect(membership.explanation).toMatch(
    /^It joined by itself: its likeness was \d\.\d\d, and \d\.\d\d was needed\. The 2 nearest .+ “.+”.+\.$/s,
  )
  expect(membership.explanation).not.toMatch(/NaN|undefined|null|Infinity/)
  expect(membership.score).toBeGreaterThan(0.5)
  expect(membership.score).toBeLessThanOrEqual(1)
  expect(shown(membership.problem.title)).toBeGreaterThan(0)
  expect(shown(membership.problem.title)).toBeLessThanOrEqual(91)
  for (const said of [membership.explanation, membership.problem.title, membership.problem.summary]) {
    expect(said.length).toBeLessThan(1_000)
    // Controls, and marks that turn the text around them.
    expect(said).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
  }
})

test('reports in which everything was personal data share nothing but that', async () => {
  const company = await world.tenant()
  const one = await company.report('anna@example.com DE89 3704 0044 0532 0130 00')
  const other = await company.report('bert@example.org GB29 NWBK 6016 1331 9268 19')
  const real = await company.report(
    'The invoice was sent to anna@example.com, an address that I left years ago',
  )
  expect([one.text, other.text]).not.toContain(expect.stringContaining('@'))
  expect(real.problem.id).not.toBe(one.problem.id)
  expect(other.problem.title).toBe('[email] [iban]')
  await expectFiniteFigures()
})
