import { ComponentNotFound, ProductNotFound } from '../catalog/catalog.errors.ts'
import type {
  Guidance as GuidanceRow,
  Receipt as ReceiptRow,
} from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { Touchpoint } from '../reports/reports.graphql.ts'
import { GuidanceIsRetired } from './guidance.errors.ts'
import { Guidance, GuidanceKind } from './guidance.graphql.ts'
import { publishGuidance } from './publish-guidance.ts'
import { recordReceipt } from './record-receipt.ts'
import { retireGuidance } from './retire-guidance.ts'
import { reviseGuidance } from './revise-guidance.ts'

publishErrorCode('GUIDANCE_RETIRED', 'The guidance was retired and cannot be revised.')
builder.objectType(GuidanceIsRetired, {
  name: 'GuidanceRetiredError',
  description: 'The guidance was retired and cannot be revised.',
  interfaces: [UserError],
})

const PublishGuidanceInput = builder.inputType('PublishGuidanceInput', {
  description: 'New guidance.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'What it is about; at most 200 characters.' }),
    body: t.field({
      type: 'Markdown',
      required: true,
      description: 'The advice; at most 20,000 characters.',
    }),
    kind: t.field({
      type: GuidanceKind,
      required: true,
      description: 'A pitfall, a workaround, or a notice.',
    }),
    product: t.string({ required: true, description: 'The key of the product that it is for.' }),
    component: t.string({ description: 'The key of the part that it is for; all, where not given.' }),
    problemId: t.id({
      description: 'The problem that it is written for: every case of it gets it, in any language.',
    }),
    versions: t.string({
      description: 'The versions that it is for, such as ">=2.1 <2.4"; all, where not given.',
    }),
    locales: t.stringList({ description: 'The locales that it is for; all, where not given.' }),
    touchpoint: t.field({
      type: Touchpoint,
      description: 'The stage of the journey that it is for; all, where not given.',
    }),
    language: t.string({ description: 'Its language, as a BCP 47 tag; detected, where not given.' }),
    reviewOn: t.field({ type: 'Date', description: 'When somebody should look whether it still holds.' }),
  }),
})

const ReviseGuidanceInput = builder.inputType('ReviseGuidanceInput', {
  description: 'What changes in a new version of guidance: null clears, what is not given stays.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The global id of the guidance.' }),
    title: t.string({ description: 'What it is about; at most 200 characters.' }),
    body: t.field({ type: 'Markdown', description: 'The advice; at most 20,000 characters.' }),
    versions: t.string({ description: 'The versions that it is for.' }),
    locales: t.stringList({ description: 'The locales that it is for.' }),
    touchpoint: t.field({ type: Touchpoint, description: 'The stage of the journey that it is for.' }),
    language: t.string({ description: 'Its language, as a BCP 47 tag.' }),
    reviewOn: t.field({ type: 'Date', description: 'When somebody should look whether it still holds.' }),
  }),
})

const RetireGuidanceInput = builder.inputType('RetireGuidanceInput', {
  description: 'Which guidance is retired.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The global id of the guidance.' }) }),
})

const PublishGuidanceSuccess = builder
  .objectRef<{ guidance: GuidanceRow }>('PublishGuidanceSuccess')
  .implement({
    description: 'Agents whose cases it fits get it from now on.',
    fields: (t) => ({ guidance: t.expose('guidance', { type: Guidance, description: 'The new guidance.' }) }),
  })

const ReviseGuidanceSuccess = builder
  .objectRef<{ guidance: GuidanceRow }>('ReviseGuidanceSuccess')
  .implement({
    description: 'Agents get the new version from now on.',
    fields: (t) => ({
      guidance: t.expose('guidance', { type: Guidance, description: 'The guidance as it is now.' }),
    }),
  })

const RetireGuidanceSuccess = builder
  .objectRef<{ guidance: GuidanceRow }>('RetireGuidanceSuccess')
  .implement({
    description: 'Nobody gets it any more.',
    fields: (t) => ({
      guidance: t.expose('guidance', { type: Guidance, description: 'The guidance as it is now.' }),
    }),
  })

const ReceiptKind = builder.enumType('ReceiptKind', {
  description: 'What became of guidance for one agent on one case.',
  values: {
    SHOWN: { description: 'The agent had it before their eyes.' },
    ACKNOWLEDGED: { description: 'The agent read it.' },
    USED: { description: 'The agent told the customer.' },
    HELPED: { description: 'It helped the customer.' },
    DID_NOT_HELP: { description: 'It did not help; the reason goes to the product team.' },
  },
})

const Receipt = builder.prismaObject('Receipt', {
  description: 'What became of one version of guidance for one agent on one case.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ReceiptKind, description: 'What became of it.' }),
    version: t.exposeInt('version', { description: 'The number of the version.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why, with personal data taken out.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was first recorded.' }),
  }),
})

const RecordReceiptInput = builder.inputType('RecordReceiptInput', {
  description: 'What became of guidance. The case is named by either reportId or caseId.',
  fields: (t) => ({
    guidanceId: t.id({ required: true, description: 'The global id of the guidance.' }),
    version: t.int({ required: true, description: 'The number of the version that the agent had.' }),
    kind: t.field({ type: ReceiptKind, required: true, description: 'What became of it.' }),
    reportId: t.id({ description: 'The global id of the report.' }),
    caseId: t.string({ description: "The help desk's own id of the case, where there is no report." }),
    reason: t.string({ description: 'Why; needed for DID_NOT_HELP, at most 1,000 characters.' }),
  }),
})

const RecordReceiptSuccess = builder.objectRef<{ receipt: ReceiptRow }>('RecordReceiptSuccess').implement({
  description: 'The receipt is recorded.',
  fields: (t) => ({ receipt: t.expose('receipt', { type: Receipt, description: 'The receipt.' }) }),
})

builder.mutationFields((t) => ({
  publishGuidance: t.field({
    type: PublishGuidanceSuccess,
    nullable: true,
    description: 'Publishes guidance. Needs the scope GUIDE.',
    errors: { types: [InvalidInput, NotFound, ProductNotFound, ComponentNotFound] },
    args: { input: t.arg({ type: PublishGuidanceInput, required: true, description: 'The guidance.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      publishGuidance(deps, viewer, {
        ...input,
        problemId: input.problemId ? parseGlobalId('Problem', input.problemId) : null,
      }),
  }),
  reviseGuidance: t.field({
    type: ReviseGuidanceSuccess,
    nullable: true,
    description: 'Publishes a new version of guidance. Needs the scope GUIDE.',
    errors: { types: [InvalidInput, NotFound, GuidanceIsRetired] },
    args: { input: t.arg({ type: ReviseGuidanceInput, required: true, description: 'What changes.' }) },
    resolve: (_root, { input: { id, ...changes } }, { deps, viewer }) =>
      reviseGuidance(deps, viewer, { ...changes, id: parseGlobalId('Guidance', id) } as Parameters<
        typeof reviseGuidance
      >[2]),
  }),
  retireGuidance: t.field({
    type: RetireGuidanceSuccess,
    nullable: true,
    description: 'Retires guidance; again changes nothing. Needs the scope GUIDE.',
    errors: { types: [NotFound] },
    args: { input: t.arg({ type: RetireGuidanceInput, required: true, description: 'The guidance.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      retireGuidance(deps, viewer, { id: parseGlobalId('Guidance', input.id) }),
  }),
  recordReceipt: t.field({
    type: RecordReceiptSuccess,
    nullable: true,
    description:
      'Records what became of guidance on a case; the same again changes nothing. Needs the scope REPORT.',
    errors: { types: [InvalidInput, NotFound] },
    args: { input: t.arg({ type: RecordReceiptInput, required: true, description: 'The receipt.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      recordReceipt(deps, viewer, {
        ...input,
        guidanceId: parseGlobalId('Guidance', input.guidanceId),
        reportId: input.reportId ? parseGlobalId('Report', input.reportId) : null,
      }),
  }),
}))
