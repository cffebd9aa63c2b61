import { ComponentNotFound, ProductNotFound } from '../catalog/catalog.errors.ts'
import { withKey } from '../catalog/catalog-key.ts'
import { InvalidInput } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { requireScope } from '../platform/viewer.ts'
import { Touchpoint } from '../reports/reports.graphql.ts'
import { findGuidance } from './find-guidance.ts'
import { Guidance, GuidanceConnection, GuidanceEdge, GuidanceMatch } from './guidance.graphql.ts'
import type { GuidanceMatch as GuidanceMatchShape } from './match-guidance.ts'
import { watchGuidance } from './watch-guidance.ts'

const FindGuidanceInput = builder.inputType('FindGuidanceInput', {
  description: 'The case that guidance is looked for. What is not given excludes nothing.',
  fields: (t) => ({
    text: t.string({
      required: true,
      description: "The customer's trouble in words: 1 to 20,000 characters.",
    }),
    product: t.string({ description: 'The key of the product.' }),
    component: t.string({ description: 'The key of the part of the product.' }),
    version: t.string({ description: 'The version that the customer has.' }),
    locale: t.string({
      description: "The customer's locale, as a BCP 47 tag; the language of the text, where not given.",
    }),
    touchpoint: t.field({ type: Touchpoint, description: "The stage of the customer's journey." }),
  }),
})

const FindGuidanceSuccess = builder
  .objectRef<{ matches: GuidanceMatchShape[] }>('FindGuidanceSuccess')
  .implement({
    description: 'The guidance that applies.',
    fields: (t) => ({
      matches: t.expose('matches', {
        type: [GuidanceMatch],
        description: 'Best first; as many as asked for at most.',
      }),
    }),
  })

builder.queryFields((t) => ({
  findGuidance: t.field({
    type: FindGuidanceSuccess,
    nullable: true,
    description: 'The guidance that applies to a case that is not a report. Needs the scope READ.',
    errors: { types: [InvalidInput, ProductNotFound, ComponentNotFound] },
    args: {
      input: t.arg({ type: FindGuidanceInput, required: true, description: 'The case.' }),
      first: t.arg.int({ required: true, defaultValue: 5, description: 'How many at most, up to 20.' }),
    },
    resolve: async (_root, { input, first }, { deps, viewer }) => ({
      matches: await findGuidance(deps, viewer, input, Math.min(Math.max(first, 0), 20)),
    }),
  }),
  guidance: t.prismaConnection(
    {
      type: Guidance,
      cursor: 'organizationId_id',
      description: 'All guidance of the organization, latest first. Needs the scope READ.',
      args: { product: t.arg.string({ description: 'Only that of the product with this key.' }) },
      resolve: (query, _root, { product }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return deps.database.prisma.guidance.findMany({
          ...query,
          where: {
            organizationId: viewer.organizationId,
            ...(product == null ? {} : { product: withKey(product) }),
          },
          orderBy: { id: 'desc' },
        })
      },
    },
    GuidanceConnection,
    GuidanceEdge,
  ),
}))

builder.subscriptionField('guidancePublished', (t) =>
  t.field({
    type: Guidance,
    description:
      'Guidance, as it is published or revised. Server-sent events on /graphql. Needs the scope READ.',
    args: { product: t.arg.string({ description: 'Only that of the product with this key.' }) },
    subscribe: (_root, { product }, { deps, viewer, signal }) =>
      watchGuidance(deps, viewer, product ?? null, signal),
    resolve: (guidance) => guidance,
  }),
)
