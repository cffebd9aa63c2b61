import { builder } from '../../platform/graphql/builder.ts'
import { own } from '../../platform/graphql/own.ts'
import { requireScope } from '../../platform/viewer.ts'
import { Report } from '../../reports/reports.graphql.ts'
import { Problem } from '../problems.graphql.ts'
import { listSignals } from './list-signals.ts'
import { signalInPlainWords } from './trend-in-plain-words.ts'

const SignalKind = builder.enumType('SignalKind', {
  description: 'What was noticed about a problem.',
  values: {
    EMERGING: { description: 'It is new, and grows.' },
    SPIKE: { description: 'Far more customers than its own weeks before let expect.' },
    REGRESSION: { description: 'It was fixed, and is reported from a version that has the fix.' },
    REGRESSION_REVIEW: {
      description:
        'It was fixed, and is reported again; the version does not tell whether the fix was there.',
    },
  },
})

const ProblemSignal = builder.prismaNode('ProblemSignal', {
  description: 'Something about a problem that people should hear of: told once, until it is over.',
  nullable: true,
  id: { resolve: (signal) => signal.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    kind: t.expose('kind', { type: SignalKind, description: 'What was noticed.' }),
    problem: t.relation('problem', { type: Problem, description: 'The problem.' }),
    reason: t.string({ description: 'Why it was told, in a sentence.', resolve: signalInPlainWords }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was noticed.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it lasts. It is told anew only after that.',
    }),
    windowHours: t.exposeInt('windowHours', {
      nullable: true,
      description: 'The window that was looked at, up to the time of the signal; null for regressions.',
    }),
    customers: t.exposeInt('customers', {
      nullable: true,
      description: 'Distinct customers within the window; null for regressions.',
    }),
    expected: t.exposeFloat('expected', {
      nullable: true,
      description: 'How many customers were expected there; null for regressions.',
    }),
    probability: t.exposeFloat('probability', {
      nullable: true,
      description: 'How likely so many or more would have come by chance, 0 to 1; null for regressions.',
    }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'The version that it was reported from; null where not known, or no regression.',
    }),
    fixedInVersion: t.exposeString('fixedInVersion', {
      nullable: true,
      description: 'The version that it was fixed in; null where not known, or no regression.',
    }),
    report: t.prismaField({
      type: Report,
      nullable: true,
      description:
        'The report that decided; null where it was erased, or no regression. Needs the scope READ.',
      resolve: (query, { reportId }, _args, context) => {
        requireScope(context.viewer, 'READ')
        if (reportId === null) return null
        return context.deps.database.prisma.report.findUnique({ ...query, where: own(reportId, context) })
      },
    }),
  }),
})

builder.prismaObjectField(Problem, 'signals', (t) =>
  t.relatedConnection(
    'signals',
    {
      type: ProblemSignal,
      cursor: 'organizationId_id',
      query: (_args, { viewer }) => {
        requireScope(viewer, 'READ')
        return { orderBy: { id: 'desc' } }
      },
      description: 'What was noticed about it, latest first. Needs the scope READ.',
    },
    { name: 'ProblemSignalConnection' },
    { name: 'ProblemSignalEdge' },
  ),
)

const SignalFilter = builder.inputType('SignalFilter', {
  description: 'Which signals are listed: those that all given conditions hold for.',
  fields: (t) => ({
    kinds: t.field({ type: [SignalKind], description: 'Those of one of these kinds.' }),
    product: t.string({ description: 'Those about problems of the product with this key.' }),
    since: t.field({ type: 'DateTime', description: 'Those noticed at or after this time.' }),
  }),
})

builder.queryFields((t) => ({
  signals: t.prismaConnection(
    {
      type: ProblemSignal,
      cursor: 'organizationId_id',
      description: 'What was noticed about all problems, latest first. Needs the scope READ.',
      args: { filter: t.arg({ type: SignalFilter, description: 'Which of them; all, where not given.' }) },
      resolve: (query, _root, { filter }, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listSignals(deps, viewer, filter ?? {}, query)
      },
    },
    { name: 'SignalConnection' },
    { name: 'SignalEdge' },
  ),
}))
