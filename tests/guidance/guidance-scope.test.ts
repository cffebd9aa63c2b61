import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseScope, type GuidanceScope, scopeFits } from '../../src/guidance/guidance-scope.ts'

const anywhere: GuidanceScope = { componentId: null, versionRange: null, locales: [], touchpoint: null }
const unknown: CaseScope = { componentId: null, version: null, locale: null, touchpoint: null }

test.each([
  ['>=2.1 <2.4', '2.1.0', true],
  ['>=2.1 <2.4', '2.3.9', true],
  ['>=2.1 <2.4', '2.4.0', false],
  ['>=2.1 <2.4', '2.0.9', false],
  ['>=2.1 <2.4', 'v2.2', true],
  ['>=2.1 <2.4', 'Firmware 3.0 (blue)', false],
  ['>=2.1 <2.4', '2.2.0-beta.1', true],
  ['>=2.1 <2.4', 'the old one', true],
  ['^1', '1.9.9', true],
  ['^1', '2.0.0', false],
])('guidance for %s and version "%s": %s', (versionRange, version, fits) => {
  expect(scopeFits({ ...anywhere, versionRange }, { ...unknown, version })).toBe(fits)
})

test.each([
  [['tr'], 'tr-TR', true],
  [['tr-TR'], 'tr', true],
  [['tr-TR'], 'tr-CY', false],
  [['tr'], 'TR', true],
  [['tr', 'th'], 'th', true],
  [['tr'], 'tru', false],
  [['en-GB'], 'en-US', false],
])('guidance in %j and a customer in %s: %s', (locales, locale, fits) => {
  expect(scopeFits({ ...anywhere, locales }, { ...unknown, locale })).toBe(fits)
})

const optional = <T>(values: readonly T[]) => fc.constantFrom(null, ...values)
const scope = fc.record({
  componentId: optional(['clock', 'door']),
  versionRange: optional(['>=2.1 <2.4', '^1', '*']),
  locales: fc.subarray(['tr', 'tr-TR', 'en-GB', 'th']),
  touchpoint: optional(['SET_UP', 'USE']),
})
const found = fc.record({
  componentId: optional(['clock', 'door']),
  version: optional(['1.2.3', '2.2.0', '3', 'old']),
  locale: optional(['tr', 'tr-TR', 'en', 'th-TH']),
  touchpoint: optional(['SET_UP', 'USE']),
})

test('what guidance or case leaves open excludes nothing', () => {
  fc.assert(
    fc.property(scope, found, (wanted, given) => {
      expect(scopeFits(anywhere, given)).toBe(true)
      expect(scopeFits(wanted, unknown)).toBe(true)
    }),
  )
})

test('knowing less of a case, or asking less of it, never makes fitting guidance unfit', () => {
  const part = fc.constantFrom('componentId', 'touchpoint', 'locale', 'version')
  fc.assert(
    fc.property(scope, found, part, (wanted, given, forgotten) => {
      if (!scopeFits(wanted, given)) return
      expect(scopeFits(wanted, { ...given, [forgotten]: null })).toBe(true)
      expect(scopeFits({ ...wanted, componentId: null, versionRange: null }, given)).toBe(true)
    }),
  )
})
