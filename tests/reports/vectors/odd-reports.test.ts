import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World
let tenant: Tenant

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
  tenant = await world.tenant()
})
afterAll(() => world.close())

const longest = 20_000
const sentence = 'The clock of the oven flashes after each power cut and has to be set again. '

test.each<[string, string, string]>([
  ['one word', 'en', 'broken'],
  ['one letter', 'en', 'x'],
  ['a number between pictures', 'en', '😡 404 😡👨‍👩‍👧‍👦'],
  ['20,000 characters', 'en', sentence.repeat(300).slice(0, longest)],
  ['20,000 characters without a space', 'en', 'clock'.repeat(longest / 5)],
  ['20,000 characters of Thai', 'th', 'นาฬิกาของเตาอบตั้งเวลาไม่ได้'.repeat(800).slice(0, longest)],
  [
    '20,000 different characters',
    'zh',
    Array.from({ length: longest }, (_, i) => String.fromCharCode(0x4e00 + i)).join(''),
  ],
  ['three languages at once', 'en', 'The clock is wrong. Saat sürekli sıfırlanıyor. นาฬิกาเดินไม่ตรง'],
  [
    'right to left with numbers in between',
    'ar',
    'الساعة 12:30 تتأخر كل يوم \u202eabc\u202c و تعود إلى 00:00',
  ],
  ['marks on marks', 'en', `c${'\u0301\u0323'.repeat(500)}lock does not run`],
  ['half a character', 'en', 'the clock \ud83d stands'],
  ['nothing that the model has seen', 'en', 'ꙮ ᚠᚢᚦ 𒀀𒁀 ⵣ'],
])('a report of %s has vectors of length one and a problem', async (_, language, text) => {
  const report = await tenant.report(text.toWellFormed(), { language })
  expect(report.problem).not.toBeNull()
  const { rows } = await world.deps.database.pool.query(
    `SELECT vector_norm(dense) AS dense, l2_norm(lexical) AS lexical FROM report_vectors ORDER BY report_id DESC LIMIT 1`,
  )
  if (language === 'en') expect(rows[0].dense).toBeCloseTo(1, 4)
  else expect(rows[0].dense).toBeNull()
  expect(rows[0].lexical).toBeCloseTo(1, 2)
})

test('a report of nothing but pictures says nothing, and is refused', async () => {
  expect(await tenant.mutate('submitReport', { text: '😡😡😡' })).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'text',
  })
})
