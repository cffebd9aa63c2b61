import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Lexicon, lexicalBuckets, lexicalFeatures, weigh } from '../../src/embedding/lexical-features.ts'
import { sparseDot } from '../../src/embedding/sparse-vector.ts'

const nothingKnown: Lexicon = { documents: 0, frequency: () => 0 }
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(fc.constantFrom('saat', 'clock', 'ตั้งเวลา', '時計', 'Straße', '42', 'a@b.co'), { maxLength: 8 })
    .map((words) => words.join(' ')),
)

function likeness(a: string, b: string, lexicon = nothingKnown): number {
  return sparseDot(weigh(lexicalFeatures(a), lexicon), weigh(lexicalFeatures(b), lexicon))
}

function lexiconOf(texts: readonly string[]): Lexicon {
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (const bucket of lexicalFeatures(text).indices) counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  return { documents: texts.length, frequency: (bucket) => counts.get(bucket) ?? 0 }
}

test('features are the same every time, ascending, and inside the buckets', () => {
  fc.assert(
    fc.property(text, (text) => {
      const { indices, values } = lexicalFeatures(text)
      expect(lexicalFeatures(text)).toEqual({ indices, values })
      indices.forEach((bucket, i) => {
        expect(bucket).toBeLessThan(lexicalBuckets)
        if (i > 0) expect(bucket).toBeGreaterThan(indices[i - 1] as number)
      })
      expect(values.every((value) => value >= 1)).toBe(true)
    }),
  )
})

test('weighed features have length one, or none at all', () => {
  fc.assert(
    fc.property(text, fc.array(text), (text, others) => {
      const { values } = weigh(lexicalFeatures(text), lexiconOf(others))
      const length = Math.hypot(...values)
      if (values.length > 0) expect(length).toBeCloseTo(1, 5)
      else expect(length).toBe(0)
    }),
  )
})

test('likeness lies between 0 and 1, is the same both ways, and 1 for the same text', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
      expect(likeness(a, b)).toBeLessThanOrEqual(1)
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 6)
      if (lexicalFeatures(a).indices.length > 0) expect(likeness(a, a)).toBeCloseTo(1, 5)
    }),
  )
})

test.each([
  ['FATURAYI GÖREMİYORUM', 'faturayi goremiyorum'],
  ['Isıtmıyor', 'isitmiyor'],
  ['Die Straße ist gesperrt', 'DIE STRASSE IST GESPERRT'],
  ['Ｗｉ－Ｆｉ is down', 'wi-fi is down'],
  ['see https://a.example/x', 'see https://b.example/y?z=1'],
  ['order 1234567 is late', 'order 7654321 is late'],
])('spelling and numbers do not matter: %s | %s', (a, b) => {
  expect(likeness(a, b)).toBeCloseTo(1, 5)
})

test('error codes matter', () => {
  expect(likeness('It shows E21', 'It shows F07')).toBeLessThan(0.9)
})

test('vowel signs of Thai stay', () => {
  expect(likeness('มี', 'มือ')).toBeLessThan(1)
})

test('inflected words are still alike', () => {
  expect(likeness('faturamı göremiyorum', 'faturayı göremedim')).toBeGreaterThan(0.18)
  expect(likeness('faturamı göremiyorum', 'kargom hiç gelmedi')).toBeLessThan(0.08)
})

test('wording that every report has counts less than rare wording', () => {
  const lexicon = lexiconOf([
    'please help the clock',
    'please help the door',
    'please help the light',
    'please help the fan',
  ])
  const byCommon = likeness('please help clock', 'please help fan', lexicon)
  const byRare = likeness('please help clock', 'clock stopped', lexicon)
  expect(byCommon).toBeLessThan(likeness('please help clock', 'please help fan'))
  expect(byRare).toBeGreaterThan(likeness('please help clock', 'clock stopped'))
})

test('twenty thousand letters without a space are taken in quickly', () => {
  const started = performance.now()
  lexicalFeatures('a'.repeat(20_000))
  lexicalFeatures('@'.repeat(20_000))
  lexicalFeatures('นาฬิกา'.repeat(3000))
  expect(performance.now() - started).toBeLessThan(4000)
})
