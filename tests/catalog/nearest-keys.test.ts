import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/catalog/nearest-keys.ts'

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-')
const key = fc.string({ unit: letters, minLength: 1, maxLength: 20 })

test('a mistyped key is found among others', () => {
  const keys = ['microwave', 'oven', 'kettle', 'fridge', 'oven-pro', 'toaster']
  expect(nearest('mikrowave', keys)).toEqual(['microwave'])
  expect(nearest('Oven', keys)[0]).toBe('oven')
  expect(nearest('kettel', keys)).toEqual(['kettle'])
  expect(nearest('washing-machine', keys)).toEqual([])
})

test('a key that exists is nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 20 }), (keys) => {
      // Nothing is more like a key than the key; what has the same pairs of letters is exactly as like.
      const wanted = keys[0] ?? ''
      const [first, second, third] = nearest(wanted, keys)
      expect([first, second, third]).toContain(wanted)
    }),
  )
})

test('three keys at most, each one of those that exist and once, in an order that is always the same', () => {
  fc.assert(
    fc.property(key, fc.uniqueArray(key, { maxLength: 20 }), (wanted, keys) => {
      const found = nearest(wanted, keys)
      expect(found.length).toBeLessThanOrEqual(3)
      expect(new Set(found).size).toBe(found.length)
      for (const one of found) expect(keys).toContain(one)
      expect(nearest(wanted, [...keys].reverse())).toEqual(found)
    }),
  )
})
