import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { ConnectedRepository } from '../repositories/repositories.graphql.ts'
import { withKey } from './catalog-key.ts'

export const TicketPolicy = builder.enumType('TicketPolicy', {
  description: 'When a recurring problem becomes a GitHub issue.',
  values: {
    AUTOMATIC: { description: 'At once, when it is recurring.' },
    PROPOSED: { description: 'When a designer says so, with openTicket.' },
  },
})

export const Component = builder.prismaNode('Component', {
  description: 'A part of a product that people set up or use, such as the clock of a microwave oven.',
  nullable: true,
  id: { resolve: (component) => component.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its key, unique in the product.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    product: t.relation('product', { description: 'The product that it is part of.' }),
  }),
})

export const Release = builder.prismaNode('Release', {
  description: 'A version of a product that customers can have.',
  nullable: true,
  id: { resolve: (release) => release.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    version: t.exposeString('version', { description: 'The version, semantic or free.' }),
    releasedAt: t.expose('releasedAt', {
      type: 'DateTime',
      description: 'Since when customers can have it.',
    }),
    product: t.relation('product', { description: 'The product of which it is a version.' }),
  }),
})

export const Product = builder.prismaNode('Product', {
  description: 'What customers have trouble with, and where its tickets go.',
  nullable: true,
  id: { resolve: (product) => product.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its key, unique in the organization.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    repository: t.string({
      nullable: true,
      description: 'The GitHub repository that its tickets are opened in, as owner/name; null: none.',
      select: { repository: { select: { name: true } } },
      resolve: ({ repository }) => repository?.name ?? null,
    }),
    connectedRepository: t.relation('repository', {
      type: ConnectedRepository,
      nullable: true,
      description: 'How that repository is, as GitHub told last; null: none.',
    }),
    labels: t.exposeStringList('labels', {
      description: 'The labels that its issues get beside our own one; at most 10.',
    }),
    issueType: t.exposeString('issueType', {
      nullable: true,
      description: 'The issue type that its issues get; null: none.',
    }),
    guidanceFolder: t.exposeString('guidanceFolder', {
      nullable: true,
      description: 'The folder of the repository with guidance as Markdown files; null: none.',
    }),
    ticketPolicy: t.expose('ticketPolicy', {
      type: TicketPolicy,
      description: 'When a recurring problem becomes a GitHub issue.',
    }),
    quotesAllowed: t.exposeBoolean('quotesAllowed', {
      description: 'Whether tickets may quote customers, redacted.',
    }),
    recurringCustomers: t.exposeInt('recurringCustomers', {
      description: 'A problem is recurring once this many distinct customers reported it within the window.',
    }),
    recurringWindowDays: t.exposeInt('recurringWindowDays', { description: 'The window, in days.' }),
    components: t.relatedConnection(
      'components',
      {
        cursor: 'organizationId_id',
        query: { orderBy: { id: 'asc' } },
        description: 'Its parts, oldest first.',
      },
      { name: 'ComponentConnection' },
      { name: 'ComponentEdge' },
    ),
    releases: t.relatedConnection(
      'releases',
      {
        cursor: 'organizationId_id',
        query: { orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }] },
        description: 'Its releases, newest first.',
      },
      { name: 'ReleaseConnection' },
      { name: 'ReleaseEdge' },
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
  }),
})

builder.queryFields((t) => ({
  products: t.prismaConnection(
    {
      type: Product,
      cursor: 'organizationId_id',
      description: 'The products of the organization, oldest first. Needs the scope READ.',
      resolve: (query, _root, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return deps.database.prisma.product.findMany({
          ...query,
          where: { organizationId: viewer.organizationId },
          orderBy: { id: 'asc' },
        })
      },
    },
    { name: 'ProductConnection' },
    { name: 'ProductEdge' },
  ),
  product: t.prismaField({
    type: Product,
    nullable: true,
    description: 'The product with this key; null where there is none. Needs the scope READ.',
    args: { key: t.arg.string({ required: true, description: 'Its key.' }) },
    resolve: (query, _root, { key }, { deps, viewer }) => {
      requireScope(viewer, 'READ')
      return deps.database.prisma.product.findUnique({
        ...query,
        where: { organizationId_key: { organizationId: viewer.organizationId, ...withKey(key) } },
      })
    },
  }),
}))
