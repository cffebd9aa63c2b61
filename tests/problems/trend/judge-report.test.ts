import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeReport } from '../../../src/problems/trend/judge-report.ts'

const day = (date: string) => new Date(`2026-${date}T12:00:00Z`)
const releases = [
  { version: '2.3.0', releasedAt: day('05-01') },
  { version: '2.4.0', releasedAt: day('06-10') },
  { version: '2.5.0', releasedAt: day('07-10') },
]
const fix = { version: '2.4.0', at: day('06-05') }
const judge = (version: string | null, date: string, of: { version: string | null; at: Date } = fix) =>
  judgeReport({ id: 'r', version, occurredAt: day(date) }, of, releases)

test('the fixed version or a newer one, after the release, is a regression', () => {
  expect(judge('2.4.0', '06-11')).toBe('REGRESSION')
  expect(judge('2.5.0', '07-11')).toBe('REGRESSION')
  expect(judge('v3', '07-11')).toBe('REGRESSION')
})

test('an older version is none, however late', () => {
  expect(judge('2.3.9', '09-01')).toBeNull()
  expect(judge('2.4.0-rc.1', '09-01')).toBeNull()
})

test('what occurred before the release is none, whatever it names', () => {
  expect(judge('2.4.0', '06-09')).toBeNull()
  expect(judge('2.5.0', '06-09')).toBeNull()
  expect(judge(null, '06-09')).toBeNull()
})

test('an unknown version after the release is for people to review', () => {
  expect(judge(null, '06-11')).toBe('REVIEW')
  expect(judge('Summer edition', '06-11')).toBe('REVIEW')
})

test('while the release is not recorded, the fix counts from when it was told', () => {
  const unrecorded = { version: '2.4.1', at: day('06-20') }
  expect(judge('2.4.1', '06-19', unrecorded)).toBeNull()
  expect(judge('2.4.1', '06-21', unrecorded)).toBe('REGRESSION')
  expect(judge('2.4.0', '06-21', unrecorded)).toBeNull()
})

test('a fix without a version: the next release has it, the one before may, older ones do not', () => {
  const closed = { version: null, at: day('06-20') }
  expect(judge('2.5.0', '07-11', closed)).toBe('REGRESSION')
  expect(judge('2.4.0', '07-11', closed)).toBe('REVIEW')
  expect(judge('2.3.0', '07-11', closed)).toBeNull()
  expect(judge(null, '07-11', closed)).toBe('REVIEW')
  expect(judge('2.5.0', '06-25', closed)).toBe('REVIEW')
  expect(judge(null, '06-19', closed)).toBeNull()
  expect(judgeReport({ id: 'r', version: '9', occurredAt: day('07-11') }, closed, [])).toBe('REVIEW')
})

test('only a version that is there and not older ever regresses', () => {
  const versions = fc.constantFrom(null, '2.2.0', '2.3.0', '2.4.0', '2.4.1', '2.5.0', 'Summer edition')
  const days = fc.integer({ min: 0, max: 300 }).map((after) => new Date(Date.UTC(2026, 0, 1 + after)))
  fc.assert(
    fc.property(versions, versions, days, days, (version, fixedIn, occurredAt, at) => {
      const verdict = judgeReport({ id: 'r', version, occurredAt }, { version: fixedIn, at }, releases)
      if (verdict === 'REGRESSION') expect(version).not.toBeNull()
      if (version === '2.2.0' && fixedIn !== '2.2.0' && fixedIn !== 'Summer edition')
        expect(verdict).not.toBe('REGRESSION')
      const later = new Date(occurredAt.getTime() + 86_400_000)
      const then = judgeReport({ id: 'r', version, occurredAt: later }, { version: fixedIn, at }, releases)
      if (verdict === 'REGRESSION') expect(then).toBe('REGRESSION')
    }),
  )
})
