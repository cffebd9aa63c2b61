import type { Customer as CustomerRow } from '../platform/database/generated/prisma/client.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'

export const Money = builder.objectRef<{ amount: string; currency: string }>('Money').implement({
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.expose('amount', { type: 'Decimal', description: 'How much.' }),
    currency: t.exposeString('currency', { description: 'The ISO 4217 code, such as EUR.' }),
  }),
})

export const Customer = builder.prismaNode('Customer', {
  description: 'A person or an account that has trouble. Its identity never reaches a ticket.',
  nullable: true,
  id: { resolve: (customer) => customer.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Its id in your own systems.' }),
    since: t.expose('since', { type: 'Date', nullable: true, description: 'Since when it is a customer.' }),
    plan: t.exposeString('plan', { nullable: true, description: 'What it has bought, in your own words.' }),
    recurringRevenue: t.field({
      type: Money,
      nullable: true,
      description: 'What it pays in a month.',
      resolve: recurringRevenue,
    }),
    locale: t.exposeString('locale', { nullable: true, description: 'Its locale, as a BCP 47 tag.' }),
  }),
})

function recurringRevenue({ revenueAmount, revenueCurrency }: CustomerRow) {
  if (revenueAmount === null || revenueCurrency === null) return null
  return { amount: revenueAmount.toFixed(2), currency: revenueCurrency }
}

export const MoneyInput = builder.inputType('MoneyInput', {
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: 'How much.' }),
    currency: t.string({ required: true, description: 'The ISO 4217 code, such as EUR.' }),
  }),
})

export const CustomerInput = builder.inputType('CustomerInput', {
  description: 'Who has the trouble. What is given completes what is known; what is not given stays.',
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description: 'Its id in your own systems; at most 200 characters.',
    }),
    since: t.field({ type: 'Date', description: 'Since when it is a customer.' }),
    plan: t.string({ description: 'What it has bought, in your own words; at most 100 characters.' }),
    recurringRevenue: t.field({ type: MoneyInput, description: 'What it pays in a month.' }),
    locale: t.string({ description: 'Its locale, as a BCP 47 tag, such as tr-TR.' }),
  }),
})
