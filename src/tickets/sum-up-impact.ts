import type { Problem } from '../platform/database/generated/prisma/client.ts'
import { explainImpact, type ImpactItem } from '../problems/impact/explain-impact.ts'
import type { TicketFacts } from './ticket-facts.ts'

/**
 * The impact and what it is made of, in one line. Where what customers pay may not be told, its points are no part of
 * either: the rest could be taken from the whole.
 */
export function sumUpImpact(problem: Problem, revenueAllowed: boolean): TicketFacts['impact'] {
  const items = explainImpact(problem).filter(({ item }) => revenueAllowed || item !== 'REVENUE')
  const counted = items.filter(({ points }) => points !== 0).map(inWords)
  const left = revenueAllowed ? '' : '; what customers pay is not part of it'
  return {
    score: items.reduce((sum, { points }) => sum + points, 0),
    explanation: counted.length === 0 ? null : `${counted.join(' + ')}${left}`,
  }
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 })

const names = {
  CUSTOMERS: 'customers',
  REPEAT_CONTACTS: 'repeat contacts',
  TENURE: 'new customers',
  GROWTH: 'reports more than the week before',
  TOUCHPOINT: 'at a stage that weighs more',
} as const

const stages = { LEAVE: 'leaving', RENEW: 'renewing', SET_UP: 'setting up' } as const

function inWords({ item, touchpoint, amount, weight, points }: ImpactItem): string {
  if (item === 'REVENUE') return `revenue ${number(points)}`
  return `${touchpoint === null ? names[item] : stages[touchpoint]} ${number(amount)} × ${number(weight)}`
}
