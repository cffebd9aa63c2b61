import { Product } from '../catalog/catalog.graphql.ts'
import { Money } from '../customers/customers.graphql.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { Report } from '../reports/reports.graphql.ts'
import { countLanguages, countVersions, countWeeks, sumRevenue } from './problem-figures.ts'

export const ProblemStatus = builder.enumType('ProblemStatus', {
  description: 'How far the company has come with a problem.',
  values: {
    CANDIDATE: { description: 'Reported, but not often enough to act on.' },
    RECURRING: { description: 'Enough distinct customers have it; nobody has taken it on yet.' },
    ACKNOWLEDGED: { description: 'Designers have taken it on.' },
    IN_PROGRESS: { description: 'It is being worked on.' },
    FIXED: { description: 'It is fixed.' },
    REGRESSED: { description: 'It was fixed and is back.' },
    ACCEPTED: { description: "It won't change." },
  },
})

const MembershipMethod = builder.enumType('MembershipMethod', {
  description: 'How a report came into its problem.',
  values: {
    OPENED: { description: 'No problem was like enough: the report opened this one.' },
    LIKENESS: { description: 'It was like enough to the nearest reports of the problem.' },
    REGROUPED: { description: 'It came with its problem, which the service merged into this one.' },
    PERSON: { description: 'A person decided.' },
  },
})

export const NearReport = builder.objectRef<{ reportId: string; likeness: number }>('NearReport').implement({
  description: 'A report that a decision was based on.',
  fields: (t) => ({
    likeness: t.exposeFloat('likeness', { description: 'How like the two texts are, 0 to 1.' }),
    report: t.prismaField({
      type: Report,
      nullable: true,
      description: 'The report; null where it was erased. Needs the scope READ: it is another customer’s.',
      resolve: (query, { reportId }, _args, context) => {
        requireScope(context.viewer, 'READ')
        return context.deps.database.prisma.report.findUnique({ ...query, where: own(reportId, context) })
      },
    }),
  }),
})

export const Membership = builder.prismaObject('Membership', {
  description: 'Why a report is in its problem.',
  fields: (t) => ({
    problem: t.relation('problem', { description: 'The problem.' }),
    report: t.relation('report', { type: Report, description: 'The report.' }),
    method: t.field({
      type: MembershipMethod,
      description: 'How it came there.',
      select: { method: true, decision: { select: { memberId: true, githubLogin: true } } },
      resolve: ({ method, decision }) => {
        if (decision === null) return method
        return (decision.memberId ?? decision.githubLogin) ? 'PERSON' : 'REGROUPED'
      },
    }),
    score: t.exposeFloat('score', {
      nullable: true,
      description:
        'Its likeness to what the reports of the nearest problem have in common, 0 to 1; null where there was none.',
    }),
    threshold: t.exposeFloat('threshold', {
      nullable: true,
      description: 'What the score had to reach to join the nearest problem; null where there was none.',
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'The model that compared the meanings; "lexical" where only the wording was compared.',
    }),
    sharedTerms: t.exposeStringList('sharedTerms', {
      description: 'Words it shares with the nearest report, most telling first; at most five.',
    }),
    nearest: t.field({
      type: [NearReport],
      description: 'The nearest reports at that time, three at most.',
      resolve: ({ nearest }) => nearest as { reportId: string; likeness: number }[],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it came there.' }),
  }),
})

const LanguageCount = builder.objectRef<{ language: string; reports: number }>('LanguageCount').implement({
  description: 'How many reports are in a language.',
  fields: (t) => ({
    language: t.exposeString('language', { description: 'The language, as an ISO 639 code.' }),
    reports: t.exposeInt('reports', { description: 'How many reports.' }),
  }),
})

const VersionCount = builder.objectRef<{ version: string; reports: number }>('VersionCount').implement({
  description: 'How many reports are from a version.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'The version.' }),
    reports: t.exposeInt('reports', { description: 'How many reports.' }),
  }),
})

const WeekCount = builder
  .objectRef<{ weekStart: Date; reports: number; customers: number }>('WeekCount')
  .implement({
    description: 'What a problem was like in one week.',
    fields: (t) => ({
      weekStart: t.expose('weekStart', {
        type: 'Date',
        description: 'The Monday that the week began on (UTC).',
      }),
      reports: t.exposeInt('reports', { description: 'How many reports.' }),
      customers: t.exposeInt('customers', { description: 'From how many distinct customers.' }),
    }),
  })

export const Problem = builder.prismaNode('Problem', {
  description: 'A group of reports believed to share a cause.',
  nullable: true,
  id: { resolve: (problem) => problem.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is about, in the words of its reports.' }),
    status: t.expose('status', { type: ProblemStatus, description: 'How far the company has come with it.' }),
    statusSince: t.expose('statusSince', { type: 'DateTime', description: 'Since when it has this status.' }),
    recurringSince: t.expose('recurringSince', {
      type: 'DateTime',
      nullable: true,
      description: 'When it became recurring; null: it has not.',
    }),
    mergedInto: t.relation('mergedInto', {
      nullable: true,
      description: 'The problem that all its reports went over to; null while it has its own.',
    }),
    product: t.relation('product', {
      type: Product,
      nullable: true,
      description: 'The product, where a report names one.',
    }),
    reportCount: t.exposeInt('reportCount', { description: 'How many reports it has.' }),
    customerCount: t.exposeInt('customerCount', {
      description:
        'From how many distinct customers; a report that names no customer counts as one of its own.',
    }),
    repeatContacts: t.int({
      description: 'How many reports came from customers who had reported it before.',
      resolve: ({ reportCount, customerCount }) => reportCount - customerCount,
    }),
    languages: t.field({
      type: [LanguageCount],
      description: 'Its reports by language, most first: one entry a language.',
      resolve: (problem, _args, { deps }) => countLanguages(deps, problem),
    }),
    versions: t.field({
      type: [VersionCount],
      description: 'Its reports by version, most first; at most 20.',
      resolve: (problem, _args, { deps }) => countVersions(deps, problem),
    }),
    weeks: t.field({
      type: [WeekCount],
      description: 'The last twelve weeks, oldest first.',
      resolve: (problem, _args, { deps }) => countWeeks(deps, problem),
    }),
    revenue: t.field({
      type: [Money],
      description: 'What the affected customers pay in a month: one entry a currency. Needs the scope READ.',
      resolve: (problem, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return sumRevenue(deps, problem)
      },
    }),
    firstSeenAt: t.expose('firstSeenAt', {
      type: 'DateTime',
      description: 'When its earliest report occurred.',
    }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When its latest report occurred.' }),
    impact: t.float({
      description:
        'How much it weighs: its customers, with points for what makes it worse; `impactBreakdown` has them one by ' +
        'one. What customers pay is part of it. Needs the scope READ.',
      resolve: ({ impact }, _args, { viewer }) => {
        requireScope(viewer, 'READ')
        return impact
      },
    }),
    growth: t.exposeFloat('growth', {
      description: 'Reports of the last seven days minus those of the seven days before.',
    }),
    memberships: t.relatedConnection(
      'memberships',
      {
        type: Membership,
        cursor: 'organizationId_reportId',
        query: (_args, { viewer }) => {
          requireScope(viewer, 'READ')
          return { orderBy: [{ occurredAt: 'desc' }, { reportId: 'desc' }] }
        },
        description: 'Its reports, latest first, each with the reason why it is here. Needs the scope READ.',
      },
      { name: 'MembershipConnection' },
      { name: 'MembershipEdge' },
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened here.' }),
  }),
})

builder.prismaObjectField(Report, 'membership', (t) =>
  t.relation('membership', {
    type: Membership,
    nullable: true,
    description: 'Its problem and the reason why; null while it waits to be grouped.',
  }),
)
