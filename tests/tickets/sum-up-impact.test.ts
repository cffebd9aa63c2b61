import { expect, test } from 'vitest'
import type { Problem } from '../../src/platform/database/generated/prisma/client.ts'
import { sumUpImpact } from '../../src/tickets/sum-up-impact.ts'

const problem = {
  reportCount: 14,
  customerCount: 11,
  growth: 4,
  impactAmounts: {
    newCustomers: 2,
    datedCustomers: 5,
    LEAVE: 1,
    base: 'EUR',
    revenuePerPoint: '100',
    revenue: 140,
    revenuePoints: 1.25,
  },
} as unknown as Problem

test('the impact is told with what it is made of, and without what counts nothing', () => {
  expect(sumUpImpact(problem, true)).toEqual({
    score: 16,
    explanation:
      'customers 11 × 1 + repeat contacts 3 × 0.25 + revenue 1.25 + new customers 2 × 0.5 + reports more than the week before 4 × 0.25 + leaving 1 × 1',
  })
})

test('where revenue may not be told, it is part of neither the score nor the words', () => {
  const { score, explanation } = sumUpImpact(problem, false)
  expect(score).toBe(14.75)
  expect(explanation).not.toContain('1.25')
  expect(explanation).toMatch(/; what customers pay is not part of it$/)
})

test('nobody can tell from a ticket without revenue whether anybody pays', () => {
  const unpaid = { ...problem, impactAmounts: { newCustomers: 2, datedCustomers: 5, LEAVE: 1 } }
  expect(sumUpImpact(unpaid, false)).toEqual(sumUpImpact(problem, false))
})

test('a problem that nothing counts for has no explanation', () => {
  const empty = { ...problem, reportCount: 0, customerCount: 0, growth: -2, impactAmounts: {} }
  expect(sumUpImpact(empty, true)).toEqual({ score: 0, explanation: null })
})
