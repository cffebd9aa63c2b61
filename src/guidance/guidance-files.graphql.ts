import { Product } from '../catalog/catalog.graphql.ts'
import { withKey } from '../catalog/catalog-key.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { ConnectedRepository } from '../repositories/repositories.graphql.ts'
import { Guidance } from './guidance.graphql.ts'

const GuidanceFileState = builder.enumType('GuidanceFileState', {
  description: 'Whether what a file says now is published.',
  values: {
    PUBLISHED: { description: 'It is.' },
    REJECTED: { description: 'It is not, for a mistake; the last good version stays, where there was one.' },
  },
})

const GuidanceFile = builder.prismaNode('GuidanceFile', {
  description: 'A Markdown file in the guidance folder of a product, as it was read last.',
  nullable: true,
  id: { resolve: (file) => file.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Its path in the repository.' }),
    repository: t.relation('repository', {
      type: ConnectedRepository,
      description: 'The repository that it is in.',
    }),
    product: t.relation('product', { type: Product, description: 'The product whose folder it is in.' }),
    state: t.field({
      type: GuidanceFileState,
      description: 'Whether what it says now is published.',
      resolve: ({ error }) => (error === null ? 'PUBLISHED' : 'REJECTED'),
    }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'All that is wrong with it, in plain words; null: nothing.',
    }),
    guidance: t.relation('guidance', {
      type: Guidance,
      nullable: true,
      description: 'What it says, in its last good version; null where there was none yet.',
    }),
    syncedAt: t.expose('syncedAt', { type: 'DateTime', description: 'When it was read last.' }),
  }),
})

builder.queryField('guidanceFiles', (t) =>
  t.prismaConnection(
    {
      type: GuidanceFile,
      cursor: 'organizationId_id',
      description: 'The files that guidance is read from, those found last first. Needs the scope READ.',
      args: {
        product: t.arg.string({ description: 'Only those of the product with this key.' }),
        state: t.arg({ type: GuidanceFileState, description: 'Only those in this state.' }),
      },
      resolve: (query, _root, { product, state }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return deps.database.prisma.guidanceFile.findMany({
          ...query,
          where: {
            organizationId: viewer.organizationId,
            ...(product == null ? {} : { product: withKey(product) }),
            ...(state == null ? {} : { error: state === 'REJECTED' ? { not: null } : null }),
          },
          orderBy: { id: 'desc' },
        })
      },
    },
    { name: 'GuidanceFileConnection' },
    { name: 'GuidanceFileEdge' },
  ),
)

builder.prismaObjectField(ConnectedRepository, 'guidanceObstacle', (t) =>
  t.exposeString('syncError', {
    nullable: true,
    description:
      'Why guidance is not read from its files at all; null: it is, if a product has a folder there.',
  }),
)
