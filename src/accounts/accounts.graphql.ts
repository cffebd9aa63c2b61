import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope, type scopes } from '../platform/viewer.ts'

export const ScopeEnum = builder.enumType('Scope', {
  description: 'What an API key lets its member do.',
  values: {
    READ: { description: 'Read reports, problems, tickets and guidance.' },
    REPORT: { description: 'Submit and import reports, and record receipts.' },
    GUIDE: { description: 'Publish, revise and retire guidance.' },
    TRIAGE: { description: 'Decide about problems and tickets, and manage products.' },
    ADMIN: { description: 'Everything, and manage teams, members and keys.' },
  } satisfies Record<(typeof scopes)[number], { description: string }>,
})

export const TeamKind = builder.enumType('TeamKind', {
  description: 'On which side of the loop a team stands.',
  values: {
    SERVICE: { description: 'Handles customers.' },
    PRODUCT: { description: 'Designs and builds a product.' },
  },
})

export const MemberKind = builder.enumType('MemberKind', {
  description:
    'Whether a member is a person or a program, such as an AI agent. Both have the same rights model.',
  values: { PERSON: { description: 'A person.' }, MACHINE: { description: 'A program.' } },
})

export const Team = builder.prismaNode('Team', {
  description: 'A team of service agents or of designers.',
  nullable: true,
  id: { resolve: (team) => team.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, unique in the organization.' }),
    kind: t.expose('kind', { type: TeamKind, description: 'Service or product.' }),
    locales: t.exposeStringList('locales', {
      description: 'The locales it works in, as BCP 47 tags; at most 50.',
    }),
    region: t.exposeString('region', { nullable: true, description: 'Where it works, in its own words.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
  }),
})

export const Member = builder.prismaNode('Member', {
  description: 'A person or a machine that works in the organization.',
  nullable: true,
  id: { resolve: (member) => member.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, unique in the organization.' }),
    kind: t.expose('kind', { type: MemberKind, description: 'Person or machine.' }),
    team: t.relation('team', { nullable: true, description: 'The team that the member belongs to.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the member was created.' }),
  }),
})

export const ApiKey = builder.prismaNode('ApiKey', {
  description: 'A key to this API. The key itself was shown once, when it was created.',
  nullable: true,
  id: { resolve: (key) => key.id, description: 'The global id.' },
  findUnique: (id, context) => {
    requireScope(context.viewer, 'ADMIN')
    return own(id, context)
  },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'The last four characters of the key, to tell keys apart.' }),
    member: t.relation('member', { description: 'On whose behalf it acts.' }),
    scopes: t.expose('scopes', {
      type: [ScopeEnum],
      description: 'What it may be used for: each scope once.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused; null: never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null: it was not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute.',
    }),
  }),
})

const Organization = builder.prismaObject('Organization', {
  description: 'A tenant. Nothing of one organization is visible to another.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    teams: t.relatedConnection(
      'teams',
      {
        cursor: 'organizationId_id',
        query: { orderBy: { id: 'asc' } },
        description: 'Its teams, oldest first.',
      },
      { name: 'TeamConnection' },
      { name: 'TeamEdge' },
    ),
    members: t.relatedConnection(
      'members',
      {
        cursor: 'organizationId_id',
        query: { orderBy: { id: 'asc' } },
        description: 'Its members, oldest first.',
      },
      { name: 'MemberConnection' },
      { name: 'MemberEdge' },
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
  }),
})

const ViewerType = builder.objectRef<{
  organizationId: string
  memberId: string
  scopes: readonly (typeof scopes)[number][]
}>('Viewer')
ViewerType.implement({
  description: 'Who is asking: the member behind the API key of this request.',
  fields: (t) => ({
    member: t.prismaField({
      type: Member,
      description: 'The member on whose behalf the key acts.',
      resolve: (query, viewer, _args, { deps }) =>
        deps.database.prisma.member.findUniqueOrThrow({
          ...query,
          where: { organizationId_id: { organizationId: viewer.organizationId, id: viewer.memberId } },
        }),
    }),
    organization: t.prismaField({
      type: Organization,
      description: 'The organization that everything is scoped to.',
      resolve: (query, viewer, _args, { deps }) =>
        deps.database.prisma.organization.findUniqueOrThrow({
          ...query,
          where: { id: viewer.organizationId },
        }),
    }),
    scopes: t.expose('scopes', {
      type: [ScopeEnum],
      description: 'What the key may be used for: each scope once.',
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: ViewerType,
    description: 'Who is asking.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
  apiKeys: t.prismaConnection(
    {
      type: ApiKey,
      cursor: 'organizationId_id',
      description: 'The API keys of the organization, newest first. Needs the scope ADMIN.',
      resolve: (query, _root, _args, { deps, viewer }) => {
        requireScope(viewer, 'ADMIN')
        return deps.database.prisma.apiKey.findMany({
          ...query,
          where: { organizationId: viewer.organizationId },
          orderBy: { id: 'desc' },
        })
      },
    },
    { name: 'ApiKeyConnection' },
    { name: 'ApiKeyEdge' },
  ),
}))
