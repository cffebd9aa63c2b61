import { expect, test } from 'vitest'
import { readTemplate } from '../../support/open-test-database.ts'
import { runWalk } from './run-walk.ts'

// Five longer ones are a step of their own: npm run walk.
test('whatever fails in a hundred steps, each problem ends with its one ticket', async () => {
  const { broken, told, issues, faults } = await runWalk(1, readTemplate(), { steps: 100, problems: 30 })
  expect(broken, [...told, ...broken].join('\n')).toEqual([])
  expect(issues).toBeGreaterThan(5)
  expect(faults).toBeGreaterThan(5)
}, 120_000)
