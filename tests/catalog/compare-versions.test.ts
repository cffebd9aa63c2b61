import { expect, test } from 'vitest'
import { compareVersions, findRelease } from '../../src/catalog/compare-versions.ts'

const released = (version: string, day: string) => ({
  version,
  releasedAt: new Date(`2026-${day}T00:00:00Z`),
})

test.each([
  ['2.3.9', '2.4.0', 'OLDER'],
  ['2.10.0', '2.9.0', 'NEWER'],
  ['2.4.0-beta.1', '2.4.0', 'OLDER'],
  ['2.4', '2.4.0', 'SAME'],
  ['v2.4.0', '2.4.0', 'SAME'],
  ['3', '2.9', 'NEWER'],
  ['2.4.0+build.7', '2.4.0', 'SAME'],
  ['2026.05.01', '2026.4.30', 'NEWER'],
])('%s is to %s: %s, by the numbers', (version, other, expected) => {
  expect(compareVersions(version, other, [])).toBe(expected)
})

test('a late release of an old branch stays older, whatever the dates', () => {
  const releases = [released('3.1.0', '01-01'), released('2.9.5', '06-01')]
  expect(compareVersions('2.9.5', '3.1.0', releases)).toBe('OLDER')
})

test('free versions are ordered by their releases, however they are spelled', () => {
  const releases = [released('Spring edition', '03-01'), released('Autumn edition', '09-01')]
  expect(compareVersions('autumn edition ', 'Spring edition', releases)).toBe('NEWER')
  expect(compareVersions('Spring edition', 'Autumn edition', releases)).toBe('OLDER')
  expect(compareVersions('AUTUMN EDITION', 'Autumn edition', [])).toBe('SAME')
})

test('of a free version that nobody recorded nothing is known', () => {
  const releases = [released('Spring edition', '03-01'), released('2.4.0', '04-01')]
  expect(compareVersions('Winter edition', 'Spring edition', releases)).toBe('UNKNOWN')
  expect(compareVersions('2.5.0', 'Spring edition', releases)).toBe('UNKNOWN')
  expect(compareVersions('10.0.19041.1', '10.0.19041.2', [])).toBe('UNKNOWN')
  expect(compareVersions('2.4', 'Spring edition', releases)).toBe('NEWER')
})

test('a release is found by its version in any spelling', () => {
  const releases = [released('v2.4.0', '04-01')]
  expect(findRelease('2.4', releases)).toBe(releases[0])
  expect(findRelease('2.4.1', releases)).toBeUndefined()
})
