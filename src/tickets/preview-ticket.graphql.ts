import { builder } from '../platform/graphql/builder.ts'
import { readGlobalId } from '../platform/graphql/global-id.ts'
import { own } from '../platform/graphql/own.ts'
import { requireScope } from '../platform/viewer.ts'
import { Report } from '../reports/reports.graphql.ts'
import { type Preview as PreviewShape, previewTicket } from './preview-ticket.ts'

type Quote = PreviewShape['quotes'][number]

const QuotePreview = builder.objectRef<Quote>('QuotePreview').implement({
  description: 'Words of a customer that an issue may quote.',
  fields: (t) => ({
    report: t.prismaField({
      type: Report,
      nullable: true,
      description: 'The report; null where it was erased.',
      resolve: (query, { reportId }, _args, context) =>
        context.deps.database.prisma.report.findUnique({ ...query, where: own(reportId, context) }),
    }),
    text: t.exposeString('text', { description: 'The words, with personal data taken out.' }),
    language: t.exposeString('language', { description: 'Their language, as an ISO 639 code.' }),
    approved: t.exposeBoolean('isApproved', {
      description: 'Whether a person allowed these very words in public, with approveQuotes.',
    }),
    shown: t.exposeBoolean('isShown', { description: 'Whether the issue would quote them now.' }),
  }),
})

const Removal = builder.objectRef<{ kind: string; count: number }>('Removal').implement({
  description: 'What the text of an issue does not say, or does not do, any more.',
  fields: (t) => ({
    kind: t.exposeString('kind', {
      description: 'Personal data such as PHONE, or what GitHub would have acted on, such as MENTION.',
    }),
    count: t.exposeInt('count', { description: 'How often.' }),
  }),
})

export const Preview = builder.objectRef<PreviewShape>('TicketPreview').implement({
  description: 'Exactly what would be sent to GitHub now, and what was removed from it.',
  fields: (t) => ({
    repository: t.exposeString('repository', {
      nullable: true,
      description: 'Where it would go, as owner/name; null: the product has no repository.',
    }),
    public: t.exposeBoolean('isPublic', {
      description: 'Whether everybody could read it, or GitHub has not told yet.',
    }),
    title: t.exposeString('title', { description: 'The title of a new issue.' }),
    body: t.expose('body', { type: 'Markdown', description: 'Its body, with the signed last line.' }),
    labels: t.exposeStringList('labels', { description: 'Its labels; at most 11.' }),
    issueType: t.exposeString('issueType', { nullable: true, description: 'Its type; null: none.' }),
    removed: t.expose('removed', { type: [Removal], description: 'What was removed: one entry a kind.' }),
    quotes: t.expose('quotes', {
      type: [QuotePreview],
      description: 'What may be quoted, at most six; none while fewer than three customers have reported it.',
    }),
    quotesExplanation: t.exposeString('quotesExplanation', {
      description: 'Why customers are quoted, or why not, in plain words.',
    }),
  }),
})

builder.queryFields((t) => ({
  previewTicket: t.field({
    type: Preview,
    nullable: true,
    description:
      'What the issue of a problem would say if it were written now; null where there is no such problem. Needs the scope READ.',
    args: { problemId: t.arg.id({ required: true, description: 'The global id of the problem.' }) },
    resolve: async (_root, { problemId: globalId }, { deps, viewer }) => {
      const problemId = readGlobalId('Problem', globalId)
      requireScope(viewer, 'READ')
      return problemId === null ? null : previewTicket(deps, viewer, { problemId })
    },
  }),
}))
