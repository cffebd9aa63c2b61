import { ComponentNotFound, ProductNotFound } from '../catalog/catalog.errors.ts'
import { CustomerInput } from '../customers/customers.graphql.ts'
import { InvalidInput } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { refusalAsValue, UserError } from '../platform/graphql/user-error.ts'
import { type ImportResult, importReports } from './import-reports.ts'
import { Channel, Report, Touchpoint } from './reports.graphql.ts'
import { submitReport } from './submit-report.ts'

const SubmitReportInput = builder.inputType('SubmitReportInput', {
  description: "One record of one customer's trouble.",
  fields: (t) => ({
    text: t.string({
      required: true,
      description: 'What the customer said or the agent noted: 1 to 20,000 characters.',
    }),
    language: t.string({ description: 'Its language, as a BCP 47 tag; detected, where not given.' }),
    channel: t.field({ type: Channel, description: 'How the customer got in touch.' }),
    product: t.string({ description: 'The key of the product.' }),
    component: t.string({ description: 'The key of the part of the product.' }),
    version: t.string({ description: 'The version that the customer has; at most 100 characters.' }),
    touchpoint: t.field({ type: Touchpoint, description: "The stage of the customer's journey." }),
    desiredOutcome: t.string({
      description: 'What the customer tries to get done; at most 1,000 characters.',
    }),
    customer: t.field({ type: CustomerInput, description: 'Who has the trouble.' }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it happened, not in the future; now, where not given.',
    }),
    externalId: t.string({
      description:
        'The id of the contact in your own systems, at most 200 characters. The same id again changes nothing.',
    }),
  }),
})

const SubmitReportSuccess = builder
  .objectRef<{ reportId: string; alreadyKnown: boolean }>('SubmitReportSuccess')
  .implement({
    description: 'The report is stored. What the agent needs now hangs on it: its problem and the guidance.',
    fields: (t) => ({
      report: t.prismaField({
        type: Report,
        description: 'The report.',
        resolve: (query, { reportId }, _args, context) =>
          context.deps.database.prisma.report.findUniqueOrThrow({ ...query, where: own(reportId, context) }),
      }),
      alreadyKnown: t.exposeBoolean('alreadyKnown', {
        description: 'Whether this external id was known: then nothing has changed.',
      }),
    }),
  })

const ImportReportsInput = builder.inputType('ImportReportsInput', {
  description: 'Reports of the past.',
  fields: (t) => ({
    reports: t.field({
      type: [SubmitReportInput],
      required: true,
      description: 'One to 500 reports, oldest first.',
    }),
  }),
})

const RejectedReport = builder.objectRef<ImportResult['rejected'][number]>('RejectedReport').implement({
  description: 'A report that was not imported.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Where it stands in the list, from 0.' }),
    error: t.field({
      type: UserError,
      description: 'Why.',
      resolve: ({ refusal }) => refusalAsValue(refusal),
    }),
  }),
})

const ImportReportsSuccess = builder.objectRef<ImportResult>('ImportReportsSuccess').implement({
  description: 'The good reports are stored and will be grouped; the others are listed.',
  fields: (t) => ({
    imported: t.exposeInt('imported', { description: 'How many are new.' }),
    alreadyKnown: t.exposeInt('alreadyKnown', {
      description: 'How many were left out because their external id is known or stands in the list twice.',
    }),
    rejected: t.field({
      type: [RejectedReport],
      description: 'Those that were refused; at most as many as were sent.',
      resolve: ({ rejected }) => rejected,
    }),
  }),
})

builder.mutationFields((t) => ({
  submitReport: t.field({
    type: SubmitReportSuccess,
    nullable: true,
    description:
      'Reports one customer’s trouble and answers what the agent needs now: the problem it joined and why, ' +
      'whether this customer has had it before, the state of the ticket, and the guidance that applies. ' +
      'Needs the scope REPORT.',
    errors: { types: [InvalidInput, ProductNotFound, ComponentNotFound] },
    args: { input: t.arg({ type: SubmitReportInput, required: true, description: 'The report.' }) },
    resolve: (_root, { input }, { deps, viewer }) => submitReport(deps, viewer, input),
  }),
  importReports: t.field({
    type: ImportReportsSuccess,
    nullable: true,
    description:
      'Takes up to 500 reports of the past in; they are grouped in the background. Needs the scope REPORT.',
    errors: { types: [InvalidInput] },
    args: { input: t.arg({ type: ImportReportsInput, required: true, description: 'The reports.' }) },
    resolve: (_root, { input }, { deps, viewer }) => importReports(deps, viewer, input.reports),
  }),
}))
