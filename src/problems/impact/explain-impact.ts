import type { Problem } from '../../platform/database/generated/prisma/client.ts'
import { type ImpactAmounts, readImpactAmounts } from './impact-amounts.ts'
import { impactWeights, newForDays, stageWeights, type WeightedStage } from './impact-weights.ts'

export type ImpactItemKind = 'CUSTOMERS' | 'REPEAT_CONTACTS' | 'REVENUE' | 'TENURE' | 'GROWTH' | 'TOUCHPOINT'

export type ImpactItem = {
  item: ImpactItemKind
  touchpoint: WeightedStage | null
  amount: number
  weight: number
  points: number
  explanation: string
}

/** Each thing that counts, whether it counts for this problem or not; the points add up to its impact. */
export function explainImpact({ reportCount, customerCount, growth, impactAmounts }: Problem): ImpactItem[] {
  const amounts = readImpactAmounts(impactAmounts)
  const repeats = reportCount - customerCount
  const { customer, repeatContact, newCustomer, growth: growthWeight } = impactWeights
  return [
    item('CUSTOMERS', customerCount, customer, `${people(customerCount)} reported it`),
    item(
      'REPEAT_CONTACTS',
      repeats,
      repeatContact,
      `${many(repeats, 'report')} came from customers who had reported it before`,
    ),
    revenueItem(amounts),
    item('TENURE', amounts.newCustomers, newCustomer, tenureInWords(amounts)),
    item('GROWTH', Math.max(growth, 0), growthWeight, growthInWords(growth)),
    ...(['LEAVE', 'RENEW', 'SET_UP'] as const).map((stage) => ({
      ...item('TOUCHPOINT', amounts[stage], stageWeights[stage], `${people(amounts[stage])} ${met[stage]}`),
      touchpoint: stage,
    })),
  ]
}

const met = {
  LEAVE: 'met it when leaving',
  RENEW: 'met it when renewing',
  SET_UP: 'met it while setting up',
}

const item = (kind: ImpactItemKind, amount: number, weight: number, why: string): ImpactItem => ({
  item: kind,
  touchpoint: null,
  amount,
  weight,
  points: amount * weight,
  explanation: amount === 0 ? `${why}.` : `${why}; each counts ${weight}.`,
})

function revenueItem({
  base,
  revenue,
  revenuePerPoint,
  revenuePoints,
  uncounted,
}: ImpactAmounts): ImpactItem {
  const left = uncounted.map(
    ({ currency, amount, customers }) => `${money(currency, amount)} of ${people(customers)}`,
  )
  const explanation =
    base === null || revenuePerPoint === null
      ? `No base currency is set, so what customers pay is not counted${left.length > 0 ? `: ${left.join(', ')}` : ''}.`
      : `The affected customers pay ${money(base, revenue)} a month; each ${money(base, revenuePerPoint)} counts 1, ` +
        `in whole quarters${left.length > 0 ? `; without a rate, and so not counted: ${left.join(', ')}` : ''}.`
  const weight = revenuePerPoint === null ? 0 : 1 / Number(revenuePerPoint)
  return { item: 'REVENUE', touchpoint: null, amount: revenue, weight, points: revenuePoints, explanation }
}

function tenureInWords({ datedCustomers, newCustomers, medianDays }: ImpactAmounts): string {
  if (datedCustomers === 0) return 'Of none of the customers is it known since when they are customers'
  return (
    `${newCustomers} of the ${people(datedCustomers)} whose first day is known had been customers for less than ` +
    `${newForDays} days when they first reported it (median ${many(medianDays ?? 0, 'day')})`
  )
}

function growthInWords(growth: number): string {
  if (growth > 0) return `${many(growth, 'report')} more in the last seven days than in the seven before`
  return 'No more reports in the last seven days than in the seven before'
}

const many = (count: number, thing: string) =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
const people = (count: number) => many(count, 'customer')
const money = (currency: string, amount: string | number) =>
  `${currency} ${Number(amount).toLocaleString('en', { maximumFractionDigits: 2 })}`
