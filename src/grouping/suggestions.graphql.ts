import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { Decision } from '../problems/decisions/decisions.graphql.ts'
import { Problem } from '../problems/problems.graphql.ts'
import { Report } from '../reports/reports.graphql.ts'
import { explainSuggestion } from './explain-suggestion.ts'
import { listSuggestions, suggestionsWhere } from './list-suggestions.ts'

const SuggestionState = builder.enumType('SuggestionState', {
  description: 'What became of a suggestion.',
  values: {
    OPEN: { description: 'It waits for somebody to decide.' },
    ACCEPTED: { description: 'The problems were merged.' },
    DISMISSED: { description: 'The problems never belong together.' },
    OUTDATED: { description: 'One of the problems was merged elsewhere meanwhile.' },
  },
})

type Pair = { reportId: string; otherReportId: string; likeness: number }

const AlikeReports = builder.objectRef<Pair>('AlikeReports').implement({
  description: 'Two reports, one of each problem, that are most alike.',
  fields: (t) => ({
    likeness: t.exposeFloat('likeness', { description: 'How like the two texts are, 0 to 1.' }),
    report: t.prismaField({
      type: Report,
      nullable: true,
      description: 'The one of the problem that would stay; null where it was erased.',
      resolve: (query, { reportId }, _args, context) =>
        context.deps.database.prisma.report.findUnique({ ...query, where: own(reportId, context) }),
    }),
    otherReport: t.prismaField({
      type: Report,
      nullable: true,
      description: 'The one of the other problem; null where it was erased.',
      resolve: (query, { otherReportId }, _args, context) =>
        context.deps.database.prisma.report.findUnique({ ...query, where: own(otherReportId, context) }),
    }),
  }),
})

export const Suggestion = builder.prismaNode('Suggestion', {
  description:
    'Two problems that may share a cause: alike enough to ask people, not enough to merge them without. Needs the scope READ.',
  nullable: true,
  id: { resolve: (suggestion) => suggestion.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    state: t.expose('state', { type: SuggestionState, description: 'What became of it.' }),
    problem: t.relation('problem', { type: Problem, description: 'The problem that would stay.' }),
    otherProblem: t.relation('otherProblem', {
      type: Problem,
      description: 'The problem that would be merged into it.',
    }),
    score: t.exposeFloat('score', {
      description: 'How like what the reports of each have in common is, 0 to 1.',
    }),
    threshold: t.exposeFloat('threshold', {
      description:
        'From which score on two such problems are merged without asking, while nobody has decided about them.',
    }),
    model: t.exposeString('model', {
      description: 'The model that compared the meanings; "lexical" where only the wording was compared.',
    }),
    sharedTerms: t.exposeStringList('sharedTerms', {
      description: 'Words that the two most alike reports share, most telling first; at most five.',
    }),
    nearest: t.field({
      type: [AlikeReports],
      description: 'The most alike pairs of their reports, three at most.',
      resolve: ({ nearest }) => nearest as Pair[],
    }),
    explanation: t.string({
      description: 'Why they may share a cause, in sentences.',
      resolve: (suggestion, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return explainSuggestion(deps, suggestion)
      },
    }),
    decision: t.relation('decision', {
      type: Decision,
      nullable: true,
      description: 'The decision that answered or outdated it; null while it is open.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
})

const filter = {
  states: {
    type: [SuggestionState] as [typeof SuggestionState],
    description: 'Those in one of these states; the open ones, where not given.',
  },
}

builder.queryFields((t) => ({
  suggestions: t.prismaConnection(
    {
      type: Suggestion,
      cursor: 'organizationId_id',
      description: 'Problems that may share a cause, the likeliest first. Needs the scope READ.',
      args: { states: t.arg(filter.states) },
      resolve: (query, _root, { states }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listSuggestions(deps, viewer, { states }, query)
      },
    },
    {
      name: 'SuggestionConnection',
      fields: (t) => ({
        totalCount: t.int({
          description: 'How many there are on all pages together.',
          resolve: ({ args: { states } }, _args, { deps, viewer }) =>
            deps.database.prisma.suggestion.count({ where: suggestionsWhere(viewer, { states }) }),
        }),
      }),
    },
    { name: 'SuggestionEdge' },
  ),
}))

builder.prismaObjectField(Problem, 'suggestions', (t) =>
  t.prismaConnection(
    {
      type: Suggestion,
      cursor: 'organizationId_id',
      description: 'Problems that may share its cause, the likeliest first. Needs the scope READ.',
      args: { states: t.arg(filter.states) },
      resolve: (query, { id }, { states }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listSuggestions(deps, viewer, { problemId: id, states }, query)
      },
    },
    { name: 'ProblemSuggestionConnection' },
    { name: 'ProblemSuggestionEdge' },
  ),
)
