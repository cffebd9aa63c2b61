import { Money } from '../../customers/customers.graphql.ts'
import type { Problem as ProblemRow } from '../../platform/database/generated/prisma/client.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { requireScope } from '../../platform/viewer.ts'
import { Touchpoint } from '../../reports/reports.graphql.ts'
import { Problem } from '../problems.graphql.ts'
import { explainImpact, type ImpactItem as ImpactItemShape } from './explain-impact.ts'
import { type ImpactAmounts, readImpactAmounts } from './impact-amounts.ts'
import { impactWeights, newForDays, stageWeights } from './impact-weights.ts'

const { repeatContact, newCustomer, growth } = impactWeights
const { LEAVE, RENEW, SET_UP } = stageWeights
const formula =
  `impact = distinct customers + ${repeatContact} × repeat contacts + recurring revenue ÷ revenuePerPoint + ` +
  `${newCustomer} × new customers + ${growth} × reports more than in the week before + ${LEAVE} × customers who met ` +
  `it when leaving + ${RENEW} × when renewing + ${SET_UP} × while setting up`

const ImpactItemKind = builder.enumType('ImpactItemKind', {
  description: 'What counts for the impact of a problem.',
  values: {
    CUSTOMERS: { description: 'Distinct customers.' },
    REPEAT_CONTACTS: { description: 'Reports of customers who had reported it before.' },
    REVENUE: { description: 'What the affected customers pay in a month, in the base currency.' },
    TENURE: {
      description: `Customers who had been so for less than ${newForDays} days when they first reported it.`,
    },
    GROWTH: {
      description: 'Reports of the last seven days, as far as there are more than in the seven before.',
    },
    TOUCHPOINT: {
      description:
        'Customers who met it at a stage of their journey that weighs more: each at the heaviest one.',
    },
  },
})

const ImpactItem = builder.objectRef<ImpactItemShape>('ImpactItem').implement({
  description: 'One thing that counts for the impact of a problem.',
  fields: (t) => ({
    item: t.expose('item', { type: ImpactItemKind, description: 'What it is.' }),
    touchpoint: t.expose('touchpoint', {
      type: Touchpoint,
      nullable: true,
      description: 'Which stage; null for what is not about one.',
    }),
    amount: t.exposeFloat('amount', { description: 'How much or how many there are.' }),
    weight: t.exposeFloat('weight', { description: 'What each counts.' }),
    points: t.exposeFloat('points', {
      description: 'What they count together: amount × weight, for revenue rounded down to a whole quarter.',
    }),
    explanation: t.exposeString('explanation', { description: 'The same in a sentence.' }),
  }),
})

const ProblemTenure = builder.objectRef<ImpactAmounts>('ProblemTenure').implement({
  description: 'How long the affected customers had been customers when they first reported the problem.',
  fields: (t) => ({
    customers: t.exposeInt('datedCustomers', { description: 'Of how many it is known.' }),
    medianDays: t.exposeInt('medianDays', {
      nullable: true,
      description: 'Half of them for so many days at most; null where it is known of none.',
    }),
    newShare: t.float({
      nullable: true,
      description: `The share that had been for less than ${newForDays} days, 0 to 1; null where it is known of none.`,
      resolve: ({ newCustomers, datedCustomers }) =>
        datedCustomers === 0 ? null : newCustomers / datedCustomers,
    }),
  }),
})

const ImpactBreakdown = builder
  .objectRef<{ problem: ProblemRow; amounts: ImpactAmounts }>('ImpactBreakdown')
  .implement({
    description: 'What the impact of a problem is made of, as it was counted last.',
    fields: (t) => ({
      formula: t.string({ description: 'How it is counted, in one line.', resolve: () => formula }),
      points: t.float({
        description: 'The impact: the points of all items together.',
        resolve: ({ problem }) => problem.impact,
      }),
      items: t.field({
        type: [ImpactItem],
        description: 'Everything that counts, also where there is none of it; at most eight.',
        resolve: ({ problem }) => explainImpact(problem),
      }),
      tenure: t.expose('amounts', {
        type: ProblemTenure,
        description: 'How new the affected customers are.',
      }),
      uncountedRevenue: t.field({
        type: [Money],
        description: 'What the affected customers pay in currencies without a rate: one entry a currency.',
        resolve: ({ amounts }) => amounts.uncounted,
      }),
    }),
  })

builder.prismaObjectField(Problem, 'impactBreakdown', (t) =>
  t.field({
    type: ImpactBreakdown,
    description: 'What its impact is made of. Needs the scope READ.',
    resolve: (problem, _args, { viewer }) => {
      requireScope(viewer, 'READ')
      return { problem, amounts: readImpactAmounts(problem.impactAmounts) }
    },
  }),
)
