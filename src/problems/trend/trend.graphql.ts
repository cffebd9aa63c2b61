import { Team } from '../../accounts/accounts.graphql.ts'
import { Release } from '../../catalog/catalog.graphql.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { own } from '../../platform/graphql/own.ts'
import { requireScope } from '../../platform/viewer.ts'
import { Problem } from '../problems.graphql.ts'
import './signals.graphql.ts'
import { findFixRelease } from './find-releases.ts'
import { findSeries } from './find-series.ts'
import { type Rate, rateByLanguage, rateByTeam, ratedDays } from './problem-rates.ts'
import { readTrend, type Trend } from './read-trend.ts'
import { trendInPlainWords } from './trend-in-plain-words.ts'

const TrendDirection = builder.enumType('TrendDirection', {
  description: 'Where a problem is going, measured against its own weeks before.',
  values: {
    EMERGING: { description: 'It is new, and more customers have it than chance would bring.' },
    SPIKE: { description: 'Far more customers than expected, within a day, three days or a week.' },
    GROWING: { description: 'More customers this week than in nineteen of twenty such weeks.' },
    STEADY: { description: 'As many customers as usual.' },
    FALLING: { description: 'Fewer customers this week than in nineteen of twenty such weeks.' },
    QUIET: { description: 'Nobody reported it in the last 28 days.' },
    TOO_EARLY: { description: 'It has not been watched for long enough to say what is usual.' },
  },
})

const ProblemTrend = builder.objectRef<Trend>('ProblemTrend').implement({
  description: 'Where a problem is going. Customers are distinct; weeks are the last seven days.',
  fields: (t) => ({
    direction: t.expose('direction', { type: TrendDirection, description: 'Where it is going.' }),
    reason: t.string({ description: 'Why, in a sentence.', resolve: trendInPlainWords }),
    thisWeek: t.int({
      description: 'Customers of the last seven days.',
      resolve: ({ week }) => week.customers,
    }),
    expected: t.float({
      nullable: true,
      description: 'How many were expected, from up to eight weeks before; null while it is too early.',
      resolve: ({ week }) => week.expected,
    }),
    low: t.int({
      nullable: true,
      description: 'Nine in ten such weeks have at least so many customers; null while it is too early.',
      resolve: ({ week }) => week.low,
    }),
    high: t.int({
      nullable: true,
      description: 'Nine in ten such weeks have at most so many customers; null while it is too early.',
      resolve: ({ week }) => week.high,
    }),
    windowHours: t.int({
      description: 'The window that decided the direction.',
      resolve: ({ windowDays }) => windowDays * 24,
    }),
    probability: t.exposeFloat('probability', {
      nullable: true,
      description: 'How likely so many customers or more would come within that window by chance, 0 to 1.',
    }),
  }),
})

const RateFields = builder.interfaceRef<Rate>('ReportRate').implement({
  description: 'How often a problem comes up among all that somebody reports about its product.',
  fields: (t) => ({
    reports: t.exposeInt('reports', { description: 'Reports of the problem.' }),
    volume: t.exposeInt('volume', { description: 'All reports of the product.' }),
    perThousand: t.exposeFloat('perThousand', {
      nullable: true,
      description:
        'Reports of the problem in a thousand of the product; null where there is not enough data.',
    }),
    low: t.exposeFloat('low', {
      nullable: true,
      description: 'The true rate is above this one, and below `high`, with 95 % confidence; null as above.',
    }),
    high: t.exposeFloat('high', { nullable: true, description: 'See `low`.' }),
  }),
})

const LanguageRate = builder.objectRef<Rate & { language: string }>('LanguageRate').implement({
  description: 'How often a problem comes up in a language.',
  interfaces: [RateFields],
  fields: (t) => ({
    language: t.exposeString('language', { description: 'The language, as an ISO 639 code.' }),
  }),
})

const TeamRate = builder.objectRef<Rate & { teamId: string | null }>('TeamRate').implement({
  description: 'How often a problem comes up in what a team reports.',
  interfaces: [RateFields],
  fields: (t) => ({
    team: t.prismaField({
      type: Team,
      nullable: true,
      description: 'The team of the members who reported; null: members without a team.',
      resolve: (query, { teamId }, _args, context) =>
        teamId === null
          ? null
          : context.deps.database.prisma.team.findUnique({ ...query, where: own(teamId, context) }),
    }),
  }),
})

type Rates = { byLanguage: (Rate & { language: string })[]; byTeam: (Rate & { teamId: string | null })[] }

const ProblemRates = builder.objectRef<Rates>('ProblemRates').implement({
  description: 'How often a problem comes up, beside all that its product has: most reports first.',
  fields: (t) => ({
    days: t.int({ description: 'The last so many days are counted.', resolve: () => ratedDays }),
    byLanguage: t.expose('byLanguage', {
      type: [LanguageRate],
      description: 'Its languages, one entry a language; at most 50.',
    }),
    byTeam: t.expose('byTeam', {
      type: [TeamRate],
      description: 'The teams that reported it, one entry a team; at most 50.',
    }),
  }),
})

builder.prismaObjectFields(Problem, (t) => ({
  trend: t.field({
    type: ProblemTrend,
    description: 'Where it is going, against its own weeks before.',
    resolve: async (problem, _args, { deps }) =>
      readTrend(await findSeries(deps, deps.database.prisma, problem)),
  }),
  rates: t.field({
    type: ProblemRates,
    description: 'How often it comes up by language and team, beside their own volume. Needs the scope READ.',
    resolve: async (problem, _args, { deps, viewer }) => {
      requireScope(viewer, 'READ')
      return { byLanguage: await rateByLanguage(deps, problem), byTeam: await rateByTeam(deps, problem) }
    },
  }),
  fixedAt: t.expose('fixedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When its last fix was told; null: it has none.',
  }),
  fixedInVersion: t.exposeString('fixedInVersion', {
    nullable: true,
    description: 'The version that its last fix came in; null: nobody said, or it has none.',
  }),
  fixRelease: t.field({
    type: Release,
    nullable: true,
    description: 'The release of that version; null where it was not recorded.',
    resolve: (problem, _args, { deps }) => findFixRelease(deps, problem),
  }),
}))
