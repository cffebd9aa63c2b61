import type { Problem as ProblemRow } from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId, readGlobalId } from '../platform/graphql/global-id.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { acknowledgeProblem } from './acknowledge-problem.ts'
import { listProblems, problemsWhere } from './list-problems.ts'
import { ProblemAlreadyMerged } from './problems.errors.ts'
import { Problem, ProblemStatus } from './problems.graphql.ts'

const ProblemOrder = builder.enumType('ProblemOrder', {
  description: 'Which problems come first.',
  values: {
    IMPACT: { description: 'Those with the greatest impact.' },
    GROWTH: { description: 'Those that grow fastest.' },
    LAST_SEEN: { description: 'Those reported last.' },
    CUSTOMERS: { description: 'Those that most distinct customers have.' },
    REVENUE: {
      description:
        'Those whose customers pay most in a month, as far as `setExchangeRates` says how to compare it.',
    },
  },
})

const ProblemFilter = builder.inputType('ProblemFilter', {
  description: 'Which problems are listed: those that all given conditions hold for.',
  fields: (t) => ({
    product: t.string({ description: 'Those of the product with this key.' }),
    statuses: t.field({ type: [ProblemStatus], description: 'Those with one of these statuses.' }),
    language: t.string({ description: 'Those with a report in this language, as an ISO 639 code.' }),
    seenAfter: t.field({ type: 'DateTime', description: 'Those reported at or after this time.' }),
    seenBefore: t.field({ type: 'DateTime', description: 'Those first reported before this time.' }),
    text: t.string({ description: 'Those with this text in their title or in a report, in any case.' }),
  }),
})

const AcknowledgeProblemInput = builder.inputType('AcknowledgeProblemInput', {
  description: 'Which problem is taken on.',
  fields: (t) => ({
    problemId: t.id({ required: true, description: 'The global id of the problem.' }),
    reason: t.string({ description: 'Why; at most 1,000 characters.' }),
  }),
})

const AcknowledgeProblemSuccess = builder
  .objectRef<{ problem: ProblemRow }>('AcknowledgeProblemSuccess')
  .implement({
    description: 'The problem is taken on.',
    fields: (t) => ({
      problem: t.expose('problem', { type: Problem, description: 'The problem as it is now.' }),
    }),
  })

builder.queryFields((t) => ({
  problems: t.prismaConnection(
    {
      type: Problem,
      cursor: 'organizationId_id',
      description: 'The problems of the organization. Needs the scope READ.',
      args: {
        filter: t.arg({ type: ProblemFilter, description: 'Which of them; all, where not given.' }),
        orderBy: t.arg({
          type: ProblemOrder,
          required: true,
          defaultValue: 'IMPACT',
          description: 'Which come first.',
        }),
      },
      resolve: (query, _root, { filter, orderBy }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listProblems(deps, viewer, filter ?? {}, orderBy, query)
      },
    },
    {
      name: 'ProblemConnection',
      fields: (t) => ({
        totalCount: t.int({
          description: 'How many there are on all pages together.',
          resolve: ({ args: { filter } }, _args, { deps, viewer }) =>
            deps.database.prisma.problem.count({ where: problemsWhere(viewer, filter ?? {}) }),
        }),
      }),
    },
    { name: 'ProblemEdge' },
  ),
  problem: t.prismaField({
    type: Problem,
    nullable: true,
    description: 'The problem with this global id; null where there is none. Needs the scope READ.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: (query, _root, { id }, context) => {
      requireScope(context.viewer, 'READ')
      const problemId = readGlobalId('Problem', id)
      if (problemId === null) return null
      return context.deps.database.prisma.problem.findUnique({ ...query, where: own(problemId, context) })
    },
  }),
}))

builder.mutationFields((t) => ({
  acknowledgeProblem: t.field({
    type: AcknowledgeProblemSuccess,
    nullable: true,
    description: 'Takes a problem on. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, ProblemAlreadyMerged] },
    args: { input: t.arg({ type: AcknowledgeProblemInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      acknowledgeProblem(deps, viewer, { ...input, problemId: parseGlobalId('Problem', input.problemId) }),
  }),
}))
