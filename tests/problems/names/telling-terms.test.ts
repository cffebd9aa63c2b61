import { expect, test } from 'vitest'
import { type Lexicon, lexicalFeatures } from '../../../src/embedding/lexical-features.ts'
import { tellingTerms } from '../../../src/problems/names/telling-terms.ts'

function lexiconOf(texts: readonly string[]): Lexicon {
  const counts = new Map<number, number>()
  for (const text of texts)
    for (const bucket of lexicalFeatures(text).indices) counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  return { documents: texts.length, frequency: (bucket) => counts.get(bucket) ?? 0 }
}

const told = (language: string, ...texts: string[]) =>
  texts.map((text, at) => ({ by: String(at), language, text }))
const rules = { fewest: 2, limit: 6 }
const wordsOf = (texts: ReturnType<typeof told>, background: readonly string[] = [], more = rules) =>
  tellingTerms(texts, lexiconOf([...texts.map(({ text }) => text), ...background]), texts.length, more).map(
    ({ word }) => word,
  )

const clock = told(
  'en',
  'The clock of my oven flashes after the power cut',
  'Since a power cut my oven clock is flashing',
  'Oven: the clock flashed again',
)

test('what other problems say too does not set a problem apart', () => {
  const others = Array.from({ length: 60 }, (_, at) => `The oven door squeaks, number ${at} after the power`)
  expect(wordsOf(clock, others)).toEqual(expect.arrayContaining(['clock', 'flashes', 'cut']))
  expect(wordsOf(clock, others)).not.toEqual(expect.arrayContaining(['oven']))
})

test('a trouble that most of a young organization has is told by its own words', () => {
  const words = wordsOf(clock)
  expect(words).toEqual(expect.arrayContaining(['clock', 'oven', 'flashes', 'power']))
  expect(words).not.toEqual(expect.arrayContaining(['the']))
  expect(words).not.toEqual(expect.arrayContaining(['after']))
})

test('inflections are one word, also in Turkish', () => {
  const [term] = tellingTerms(
    told('tr', 'Saatler yanıp sönüyor', 'SAATLERİ ayarlayamıyorum', 'saatlerin ayarı'),
    lexiconOf([]),
    3,
    rules,
  )
  expect(term?.word).toBe('saatler')
  expect([...(term?.forms ?? [])].sort()).toEqual(['saatler', 'saatleri', 'saatlerin'])
})

test('Thai, which is written without spaces, has terms', () => {
  const words = wordsOf(told('th', 'นาฬิกากะพริบหลังไฟดับ', 'นาฬิกาตั้งเวลาไม่ได้', 'หลังไฟดับนาฬิกากะพริบ'))
  expect(words[0]).toContain('นาฬิกา')
})

test('a word that too few use, a number, and what stands for personal data are no terms', () => {
  const texts = told(
    'en',
    'Call [phone] about zebra 4711',
    'Write to [phone] about zebra 4711',
    'unicorn zebra',
  )
  expect(wordsOf(texts)).toEqual(['zebra'])
  const twice = texts.map((one) => ({ ...one, by: 'the same customer' }))
  expect(wordsOf(twice)).toEqual([])
})

test('an error code is a term', () => {
  expect(wordsOf(told('en', 'Shows E21 all day', 'It says E21 now'))).toContain('e21')
})
