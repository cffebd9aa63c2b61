import type { Problem as ProblemRow } from '../../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { parseGlobalId } from '../../platform/graphql/global-id.ts'
import { requireScope } from '../../platform/viewer.ts'
import { Decision } from '../decisions/decisions.graphql.ts'
import { ProblemAlreadyMerged } from '../problems.errors.ts'
import { Problem } from '../problems.graphql.ts'
import { renameProblem } from '../rename-problem.ts'
import { renderSummary } from './render-summary.ts'

const ProblemTitleSource = builder.enumType('ProblemTitleSource', {
  description: 'Where the title of a problem comes from.',
  values: {
    REPORT: { description: 'From its first report.' },
    CENTRAL_REPORT: { description: 'From the report that is most like the others.' },
    MODEL: { description: 'A model wrote it, from the most central reports.' },
    PERSON: { description: 'A person gave it; it stays until it is given back.' },
  },
})

builder.prismaObjectFields(Problem, (t) => ({
  titleSource: t.expose('titleSource', {
    type: ProblemTitleSource,
    description: 'Where its title comes from.',
  }),
  terms: t.exposeStringList('terms', {
    description: 'Words that set it apart, most telling first; at most six, none before it was named.',
  }),
  summary: t.string({
    description:
      'Its figures as they are now, what sets it apart and what one customer said, redacted; or what a model wrote. For internal use: it quotes. Needs the scope READ.',
    select: {
      reportCount: true,
      customerCount: true,
      firstSeenAt: true,
      languages: true,
      versions: true,
      terms: true,
      modelSummary: true,
      centralReport: { select: { redactedText: true, language: true } },
    },
    resolve: (problem, _args, { viewer }) => {
      requireScope(viewer, 'READ')
      return renderSummary(problem)
    },
  }),
}))

builder.prismaObjectField(Decision, 'title', (t) =>
  t.exposeString('title', {
    nullable: true,
    description: 'The title that a renaming gave; null where it gave the name back, or is no renaming.',
  }),
)

const RenameProblemInput = builder.inputType('RenameProblemInput', {
  description: 'Which problem gets which name.',
  fields: (t) => ({
    problemId: t.id({ required: true, description: 'The global id of the problem.' }),
    title: t.string({
      description:
        'The new title, one line of at most 90 characters; null has the problem named by its reports again.',
    }),
    reason: t.string({ description: 'Why; at most 1,000 characters.' }),
  }),
})

const RenameProblemSuccess = builder.objectRef<{ problem: ProblemRow }>('RenameProblemSuccess').implement({
  description: 'The problem has its name.',
  fields: (t) => ({
    problem: t.expose('problem', { type: Problem, description: 'The problem as it is now.' }),
  }),
})

builder.mutationFields((t) => ({
  renameProblem: t.field({
    type: RenameProblemSuccess,
    nullable: true,
    description:
      'Gives a problem a name that stays, through growing, merging and naming by a model. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, ProblemAlreadyMerged] },
    args: { input: t.arg({ type: RenameProblemInput, required: true, description: 'Problem and title.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      renameProblem(deps, viewer, { ...input, problemId: parseGlobalId('Problem', input.problemId) }),
  }),
}))
