import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  isRecurring,
  leavesBaseline,
  mostCustomersInWindow,
  poissonAtLeast,
} from '../../src/problems/recurrence.ts'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const dayMs = 86_400_000

async function companyWithOven(settings: object = {}): Promise<Tenant> {
  const company = await world.tenant()
  await company.product('oven', settings)
  return company
}

/** One report of the trouble, so many days ago; answers the problem's status then. */
async function reportDaysAgo(company: Tenant, days: number, customer: string): Promise<string> {
  const occurredAt = new Date(world.clock.now().getTime() - days * dayMs).toISOString()
  const report = await company.report(clockTroubles[0], { product: 'oven', customer, occurredAt })
  return report.problem.status
}

test('one customer who comes back ten times does not make a problem recurring', async () => {
  const company = await companyWithOven()
  const statuses: string[] = []
  for (let contact = 0; contact < 10; contact++) statuses.push(await reportDaysAgo(company, 1, 'anna'))
  expect(new Set(statuses)).toEqual(new Set(['CANDIDATE']))
})

test('three customers within 28 days make it recurring, whatever the order they come in', async () => {
  const company = await companyWithOven()
  expect(await reportDaysAgo(company, 2, 'anna')).toBe('CANDIDATE')
  expect(await reportDaysAgo(company, 27, 'bert')).toBe('CANDIDATE')
  expect(await reportDaysAgo(company, 14, 'carl')).toBe('RECURRING')
})

test('three customers over 60 days do not', async () => {
  const company = await companyWithOven()
  for (const [days, customer] of [
    [60, 'anna'],
    [30, 'bert'],
    [0, 'carl'],
  ] as const) {
    expect(await reportDaysAgo(company, days, customer)).toBe('CANDIDATE')
  }
})

test('a product sets how many customers it takes, and within how many days', async () => {
  const company = await companyWithOven({ recurringCustomers: 2, recurringWindowDays: 3 })
  expect(await reportDaysAgo(company, 9, 'anna')).toBe('CANDIDATE')
  expect(await reportDaysAgo(company, 5, 'bert')).toBe('CANDIDATE')
  expect(await reportDaysAgo(company, 4, 'carl')).toBe('RECURRING')
})

test('P(X ≥ n) is what summing the Poisson distribution from n upwards gives', () => {
  const upwards = (count: number, rate: number): number => {
    let sum = 0
    for (let k = count; k < count + 400; k++) {
      let logarithm = -rate + k * Math.log(rate)
      for (let factor = 2; factor <= k; factor++) logarithm -= Math.log(factor)
      sum += Math.exp(logarithm)
    }
    return sum
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0.05, max: 40, noNaN: true }),
      (count, rate) => {
        expect(poissonAtLeast(count, rate)).toBeCloseTo(upwards(count, rate), 9)
      },
    ),
    { numRuns: 40 },
  )
})

test('more customers never make a problem less recurring', () => {
  const counts = fc.record({
    customersInWindow: fc.nat(20),
    customersThisWeek: fc.nat(20),
    customersInEarlierWeeks: fc.array(fc.nat(10), { maxLength: 8 }),
  })
  fc.assert(
    fc.property(counts, fc.nat(10), (before, more) => {
      const after = {
        ...before,
        customersInWindow: before.customersInWindow + more,
        customersThisWeek: before.customersThisWeek + more,
      }
      const rule = { customers: 8, windowDays: 28 }
      if (isRecurring(rule, before)) expect(isRecurring(rule, after)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('a rate leaves its baseline when a week is one in a thousand, and never with fewer than three customers', () => {
  const week = (customersThisWeek: number, ...customersInEarlierWeeks: number[]) =>
    leavesBaseline({ customersInWindow: 0, customersThisWeek, customersInEarlierWeeks })
  expect(week(2, 0, 0, 0)).toBe(false)
  expect(week(4, 0, 0, 0)).toBe(false)
  expect(week(5, 0, 0, 0)).toBe(true)
  expect(week(15, 4, 5, 6)).toBe(true)
  expect(week(8, 4, 5, 6)).toBe(false)
  expect(week(50)).toBe(false)
})

test('a window that late reports complete counts, though a later report has come', async () => {
  const company = await companyWithOven()
  for (const [days, customer] of [
    [0, 'anna'],
    [90, 'bert'],
    [80, 'carl'],
  ] as const) {
    expect(await reportDaysAgo(company, days, customer)).toBe('CANDIDATE')
  }
  expect(await reportDaysAgo(company, 75, 'dora')).toBe('RECURRING')
})

test('what nobody has had for more than a year does not become recurring', async () => {
  const company = await companyWithOven()
  for (const customer of ['anna', 'bert', 'carl', 'dora']) {
    expect(await reportDaysAgo(company, 400, customer)).toBe('CANDIDATE')
  }
})

test('the fullest window is the fullest that any report ends', () => {
  const contact = fc.record({ customer: fc.constantFrom('a', 'b', 'c', 'd', 'e'), day: fc.nat(90) })
  fc.assert(
    fc.property(
      fc.array(contact, { maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      (contacts, windowDays) => {
        const sorted = contacts
          .map(({ customer, day }) => ({ customer, occurredAt: new Date(day * dayMs) }))
          .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
        const brute = contacts.map(
          ({ day: end }) =>
            new Set(
              contacts
                .filter(({ day }) => day <= end && day > end - windowDays)
                .map(({ customer }) => customer),
            ).size,
        )
        expect(mostCustomersInWindow(sorted, windowDays)).toBe(Math.max(0, ...brute))
      },
    ),
  )
})
