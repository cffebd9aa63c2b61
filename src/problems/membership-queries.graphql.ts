import { builder } from '../platform/graphql/builder.ts'
import { readGlobalId } from '../platform/graphql/global-id.ts'
import { requireScope } from '../platform/viewer.ts'
import { explainMembership } from './explain-membership.ts'
import { Membership } from './problems.graphql.ts'

builder.prismaObjectField(Membership, 'explanation', (t) =>
  t.string({
    description:
      'Why the report is in its problem, in sentences. Needs the scope READ: it quotes other reports.',
    resolve: (membership, _args, { deps, viewer }) => {
      requireScope(viewer, 'READ')
      return explainMembership(deps, membership)
    },
  }),
)

builder.queryFields((t) => ({
  explainMembership: t.prismaField({
    type: Membership,
    nullable: true,
    description:
      'Why a report is in its problem; null while it waits for one, and where there is no such report. Needs the scope READ.',
    args: { reportId: t.arg.id({ required: true, description: 'The global id of the report.' }) },
    resolve: (query, _root, { reportId }, { deps, viewer }) => {
      requireScope(viewer, 'READ')
      const id = readGlobalId('Report', reportId)
      if (id === null) return null
      const { organizationId } = viewer
      return deps.database.prisma.membership.findUnique({
        ...query,
        where: { organizationId_reportId: { organizationId, reportId: id } },
      })
    },
  }),
}))
