import { Member } from '../accounts/accounts.graphql.ts'
import { Component, Product } from '../catalog/catalog.graphql.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { Problem } from '../problems/problems.graphql.ts'
import { Report, Touchpoint } from '../reports/reports.graphql.ts'
import { guidanceForReport } from './guidance-for-report.ts'
import type { GuidanceMatch as GuidanceMatchShape } from './match-guidance.ts'

export const GuidanceKind = builder.enumType('GuidanceKind', {
  description: 'What guidance is about.',
  values: {
    SETUP_PITFALL: { description: 'Something people stumble over when they set the product up.' },
    WORKAROUND: { description: 'A way around a problem that is not fixed yet.' },
    NOTICE: { description: 'Something agents should know.' },
  },
})

const GuidanceStatus = builder.enumType('GuidanceStatus', {
  description: 'Whether agents get it.',
  values: {
    PUBLISHED: { description: 'Agents whose cases it fits get it.' },
    RETIRED: { description: 'Nobody gets it any more.' },
  },
})

const MatchReason = builder.enumType('MatchReason', {
  description: 'Why guidance applies to a case.',
  values: {
    PROBLEM: { description: 'It was written for the problem that the case belongs to.' },
    COMPONENT: { description: 'It is about the part of the product that the case names.' },
    LIKENESS: { description: 'Its text is like the text of the case.' },
  },
})

export const GuidanceVersion = builder.prismaObject('GuidanceVersion', {
  description: 'One wording of guidance. It never changes: revising makes a new one.',
  fields: (t) => ({
    number: t.exposeInt('version', { description: 'Counts from 1.' }),
    title: t.exposeString('title', { description: 'What it is about.' }),
    body: t.expose('body', { type: 'Markdown', description: 'The advice.' }),
    language: t.exposeString('language', { description: 'Its language, as an ISO 639 code.' }),
    versions: t.exposeString('versionRange', {
      nullable: true,
      description: 'The versions of the product that it is for, such as ">=2.1 <2.4"; null: all.',
    }),
    locales: t.exposeStringList('locales', {
      description: 'The locales that it is for, at most 50; empty: all.',
    }),
    touchpoint: t.expose('touchpoint', {
      type: Touchpoint,
      nullable: true,
      description: 'The stage of the journey that it is for; null: all.',
    }),
    reviewOn: t.expose('reviewOn', {
      type: 'Date',
      nullable: true,
      description: 'When somebody should look whether it still holds.',
    }),
    author: t.prismaField({
      type: Member,
      nullable: true,
      description: 'Who wrote it here; null where it was written in GitHub.',
      resolve: (query, { authorId }, _args, context) =>
        authorId === null
          ? null
          : context.deps.database.prisma.member.findUnique({ ...query, where: own(authorId, context) }),
    }),
    githubLogin: t.exposeString('githubLogin', {
      nullable: true,
      description: 'Who wrote it in GitHub; null where it was written here, or GitHub did not say.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
})

export const Guidance = builder.prismaNode('Guidance', {
  description: 'Advice for agents, from those who know the product.',
  nullable: true,
  id: { resolve: (guidance) => guidance.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    status: t.expose('status', { type: GuidanceStatus, description: 'Whether agents get it.' }),
    kind: t.expose('kind', { type: GuidanceKind, description: 'What it is about.' }),
    product: t.relation('product', { type: Product, description: 'The product that it is for.' }),
    component: t.relation('component', {
      type: Component,
      nullable: true,
      description: 'The part that it is for; null: all.',
    }),
    problem: t.relation('problem', {
      type: Problem,
      nullable: true,
      description: 'The problem that it was written for.',
    }),
    sourceUrl: t.exposeString('sourceUrl', {
      nullable: true,
      description: 'Where it was written outside, such as a GitHub comment.',
    }),
    current: t.prismaField({
      type: GuidanceVersion,
      description: 'The wording that agents get.',
      resolve: (query, { organizationId, id, version }, _args, { deps }) =>
        deps.database.prisma.guidanceVersion.findUniqueOrThrow({
          ...query,
          where: { organizationId_guidanceId_version: { organizationId, guidanceId: id, version } },
        }),
    }),
    versions: t.relatedConnection(
      'versions',
      {
        type: GuidanceVersion,
        cursor: 'organizationId_guidanceId_version',
        query: { orderBy: { version: 'desc' } },
        description: 'All its wordings, latest first.',
      },
      { name: 'GuidanceVersionConnection' },
      { name: 'GuidanceVersionEdge' },
    ),
    helped: t.int({
      description: 'How many receipts say that it helped.',
      resolve: ({ organizationId, id }, _args, { deps }) =>
        deps.database.prisma.receipt.count({ where: { organizationId, guidanceId: id, kind: 'HELPED' } }),
    }),
    didNotHelp: t.int({
      description: 'How many receipts say that it did not help.',
      resolve: ({ organizationId, id }, _args, { deps }) =>
        deps.database.prisma.receipt.count({
          where: { organizationId, guidanceId: id, kind: 'DID_NOT_HELP' },
        }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first published.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it was last published, revised or retired.',
    }),
  }),
})

export const GuidanceEdge = builder.edgeObject({ type: Guidance, name: 'GuidanceEdge' })
export const GuidanceConnection = builder.connectionObject(
  { type: Guidance, name: 'GuidanceConnection' },
  GuidanceEdge,
)

export const GuidanceMatch = builder.objectRef<GuidanceMatchShape>('GuidanceMatch').implement({
  description: 'Guidance that applies to a case, and why.',
  fields: (t) => ({
    guidance: t.expose('guidance', { type: Guidance, description: 'The guidance.' }),
    version: t.expose('version', {
      type: GuidanceVersion,
      description: 'The wording; receipts name its number.',
    }),
    reason: t.expose('reason', { type: MatchReason, description: 'The strongest reason why it applies.' }),
    likeness: t.exposeFloat('likeness', {
      description: 'How like its text and that of the case are, 0 to 1.',
    }),
  }),
})

builder.prismaObjectField(Report, 'guidance', (t) =>
  t.field({
    type: [GuidanceMatch],
    description: 'The guidance that applies to this case, best first; as many as asked for at most.',
    args: {
      first: t.arg.int({ required: true, defaultValue: 5, description: 'How many at most, up to 20.' }),
    },
    resolve: (report, { first }, { deps }) =>
      guidanceForReport(deps, report, Math.min(Math.max(first, 0), 20)),
  }),
)

builder.prismaObjectField(Problem, 'guidance', (t) =>
  t.relatedConnection(
    'guidance',
    {
      type: Guidance,
      cursor: 'organizationId_id',
      query: (_args, { viewer }) => {
        requireScope(viewer, 'READ')
        return { orderBy: { id: 'desc' } }
      },
      description: 'The guidance that was written for it, latest first. Needs the scope READ.',
    },
    GuidanceConnection,
    GuidanceEdge,
  ),
)
