import { Member } from '../../accounts/accounts.graphql.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { own } from '../../platform/graphql/own.ts'
import { type ExchangeRates as ExchangeRatesShape, listExchangeRates } from './list-exchange-rates.ts'
import { mostRates, setExchangeRates } from './set-exchange-rates.ts'

const ExchangeRate = builder.objectRef<{ currency: string; rate: number }>('ExchangeRate').implement({
  description: 'What a currency is worth.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'The ISO 4217 code, such as USD.' }),
    rate: t.exposeFloat('rate', { description: 'What one unit of it is worth in the base currency.' }),
  }),
})

const MissingRate = builder.objectRef<{ currency: string; customers: number }>('MissingRate').implement({
  description: 'A currency that customers pay in and that has no rate.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'The ISO 4217 code.' }),
    customers: t.exposeInt('customers', { description: 'How many customers pay in it.' }),
  }),
})

const ExchangeRates = builder.objectRef<ExchangeRatesShape>('ExchangeRates').implement({
  description: 'How what customers pay is compared across currencies.',
  fields: (t) => ({
    base: t.string({
      nullable: true,
      description: 'The currency that everything is converted to; null: none is set, and no revenue counts.',
      resolve: ({ scale }) => scale?.base ?? null,
    }),
    revenuePerPoint: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'How much of it a month counts as much as one customer.',
      resolve: ({ scale }) => scale?.revenuePerPoint.toFixed(2) ?? null,
    }),
    rates: t.expose('rates', { type: [ExchangeRate], description: `The rates; at most ${mostRates}.` }),
    missing: t.expose('missing', {
      type: [MissingRate],
      description: 'Currencies without a rate, those of most customers first; at most 50.',
    }),
    setAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When they were set.',
      resolve: ({ scale }) => scale?.setAt ?? null,
    }),
    setBy: t.prismaField({
      type: Member,
      nullable: true,
      description: 'Who set them.',
      resolve: (query, { scale }, _args, context) =>
        scale === null
          ? null
          : context.deps.database.prisma.member.findUnique({ ...query, where: own(scale.setById, context) }),
    }),
  }),
})

const ExchangeRateInput = builder.inputType('ExchangeRateInput', {
  description: 'What a currency is worth.',
  fields: (t) => ({
    currency: t.string({ required: true, description: 'The ISO 4217 code, such as USD.' }),
    rate: t.float({
      required: true,
      description: 'What one unit of it is worth in the base currency: 0.000000001 to 1,000,000,000.',
    }),
  }),
})

const SetExchangeRatesInput = builder.inputType('SetExchangeRatesInput', {
  description: 'The base currency and all rates; they replace those that were set before.',
  fields: (t) => ({
    base: t.string({
      required: true,
      description: 'The currency that everything is converted to, as an ISO 4217 code.',
    }),
    revenuePerPoint: t.field({
      type: 'Decimal',
      description: 'How much of it a month counts as much as one customer; 100, where not given.',
    }),
    rates: t.field({
      type: [ExchangeRateInput],
      required: true,
      description: `The other currencies; at most ${mostRates}. One that is not here is not converted.`,
    }),
  }),
})

const SetExchangeRatesSuccess = builder
  .objectRef<{ exchangeRates: ExchangeRatesShape }>('SetExchangeRatesSuccess')
  .implement({
    description: 'They are set; a job counts the impact of all problems again.',
    fields: (t) => ({
      exchangeRates: t.expose('exchangeRates', { type: ExchangeRates, description: 'As they are now.' }),
    }),
  })

builder.queryFields((t) => ({
  exchangeRates: t.field({
    type: ExchangeRates,
    description: 'How what customers pay is compared across currencies. Needs the scope READ.',
    resolve: (_root, _args, { deps, viewer }) => listExchangeRates(deps, viewer),
  }),
}))

builder.mutationFields((t) => ({
  setExchangeRates: t.field({
    type: SetExchangeRatesSuccess,
    nullable: true,
    description: 'Says how what customers pay is compared across currencies. Needs the scope ADMIN.',
    errors: { types: [InvalidInput] },
    args: { input: t.arg({ type: SetExchangeRatesInput, required: true, description: 'Base and rates.' }) },
    resolve: (_root, { input }, { deps, viewer }) => setExchangeRates(deps, viewer, input),
  }),
}))
