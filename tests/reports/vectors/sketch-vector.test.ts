import { expect, test } from 'vitest'
import { lexicalFeatures, weigh } from '../../../src/embedding/lexical-features.ts'
import { sparseDot } from '../../../src/embedding/sparse-vector.ts'
import { meanSketch, sketchLength, sketchVector } from '../../../src/reports/vectors/sketch-vector.ts'
import {
  parseSparsevec,
  parseVector,
  sparsevecLiteral,
  vectorLiteral,
} from '../../../src/reports/vectors/vector-literals.ts'

const lexicon = { documents: 1, frequency: () => 1 }
const lexicalOf = (text: string) => weigh(lexicalFeatures(text), lexicon)
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

const texts = [
  'The oven clock is an hour late since the power failed last night',
  'Since the power failed the clock of the oven shows another hour',
  'My parcel came with a crack and nobody answers the phone',
  'Kapı contası akıtıyor ve mutfak su içinde kaldı',
]

test('sketches are about as much alike as the wording of their texts', () => {
  const lexicals = texts.map(lexicalOf)
  const sketches = lexicals.map((lexical) => sketchVector({ dense: null, lexical }, 0))
  for (const [a, one] of lexicals.entries())
    for (const [b, other] of lexicals.entries())
      expect(
        Math.abs(dot(sketches[a] as Float32Array, sketches[b] as Float32Array) - sparseDot(one, other)),
      ).toBeLessThan(0.15)
})

test('a longer meaning is folded and keeps what is alike', () => {
  const nothing = { indices: new Uint32Array(), values: new Float32Array() }
  const unit = (seed: number) => {
    const vector = Float32Array.from({ length: 1_024 }, (_, at) => Math.sin(seed * (at + 1) ** 1.5))
    const length = Math.hypot(...vector)
    return vector.map((value) => value / length)
  }
  const sketch = (dense: Float32Array) => sketchVector({ dense, lexical: nothing }, 1)
  expect(dot(sketch(unit(1)), sketch(unit(1)))).toBeCloseTo(1, 0)
  expect(Math.abs(dot(sketch(unit(1)), sketch(unit(2))))).toBeLessThan(0.25)
  expect(sketch(unit(1))).toHaveLength(sketchLength)
})

test('the mean of a group is nearest to its own texts', () => {
  const [first, second, other] = texts.map((text) => ({ dense: null, lexical: lexicalOf(text) }))
  if (!first || !second || !other) throw new Error('three texts')
  const mean = meanSketch([first, second])
  expect(dot(mean, sketchVector(first))).toBeGreaterThan(2 * dot(mean, sketchVector(other)))
})

test('vectors survive being written and read', () => {
  const lexical = lexicalOf(texts[0] as string)
  const read = parseSparsevec(sparsevecLiteral(lexical))
  expect(read.indices).toEqual(lexical.indices)
  expect(sparseDot(read, lexical)).toBeCloseTo(1, 4)
  expect(parseSparsevec('{}/98304').indices).toHaveLength(0)
  const dense = Float32Array.of(0.25, -0.5)
  expect(parseVector(vectorLiteral(dense))).toEqual(dense)
})
