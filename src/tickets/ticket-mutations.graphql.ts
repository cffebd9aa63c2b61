import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { ProblemAlreadyMerged } from '../problems/problems.errors.ts'
import { Problem } from '../problems/problems.graphql.ts'
import { RepositoryTaken } from '../repositories/repositories.errors.ts'
import { approveQuotes } from './approve-quotes.ts'
import { openTicket } from './open-ticket.ts'
import { relinkTicket } from './relink-ticket.ts'
import {
  GitHubIsOff,
  IssueNotReadable,
  IssueTaken,
  NoRepository,
  TicketNotInGitHub,
  WriteUnderWay,
} from './tickets.errors.ts'
import { ticketSuccess } from './tickets.graphql.ts'
import { unlinkTicket } from './unlink-ticket.ts'

const refusals = [
  [
    NoRepository,
    'NoRepositoryError',
    'NO_REPOSITORY',
    'The product of the problem has no repository for its tickets.',
  ],
  [
    WriteUnderWay,
    'WriteUnderWayError',
    'WRITE_UNDER_WAY',
    'It may be in GitHub already, which is being made sure of.',
  ],
  [TicketNotInGitHub, 'TicketNotInGitHubError', 'TICKET_NOT_IN_GITHUB', 'The ticket has no issue in GitHub.'],
  [IssueNotReadable, 'IssueNotReadableError', 'ISSUE_NOT_READABLE', 'The issue cannot be read.'],
  [IssueTaken, 'IssueTakenError', 'ISSUE_TAKEN', 'The issue is the ticket of another problem.'],
  [GitHubIsOff, 'GitHubIsOffError', 'GITHUB_IS_OFF', 'GitHub is off here.'],
] as const
for (const [refusal, name, code, description] of refusals) {
  publishErrorCode(code, description)
  builder.objectType(refusal, {
    name,
    description: `${description} Nothing was changed.`,
    interfaces: [UserError],
  })
}

const OpenTicketInput = builder.inputType('OpenTicketInput', {
  description: 'Which problem gets its ticket.',
  fields: (t) => ({ problemId: t.id({ required: true, description: 'The global id of the problem.' }) }),
})
const OpenTicketSuccess = ticketSuccess('OpenTicketSuccess', 'The ticket is queued, or was so already.')

const RelinkTicketInput = builder.inputType('RelinkTicketInput', {
  description: 'Which issue is the ticket of a problem.',
  fields: (t) => ({
    problemId: t.id({ required: true, description: 'The global id of the problem.' }),
    issue: t.string({ required: true, description: 'The issue, as owner/name#number or its address.' }),
  }),
})
const RelinkTicketSuccess = ticketSuccess('RelinkTicketSuccess', 'The issue is the ticket of the problem.')

const UnlinkTicketInput = builder.inputType('UnlinkTicketInput', {
  description: 'Which problem gives up its issue.',
  fields: (t) => ({ problemId: t.id({ required: true, description: 'The global id of the problem.' }) }),
})
const UnlinkTicketSuccess = ticketSuccess('UnlinkTicketSuccess', 'The issue is its ticket no more.')

const ApproveQuotesInput = builder.inputType('ApproveQuotesInput', {
  description: 'Whose words may be quoted where everybody can read them.',
  fields: (t) => ({
    problemId: t.id({ required: true, description: 'The global id of the problem.' }),
    reportIds: t.idList({
      required: true,
      description: 'The global ids of the reports, at most 20; they take the place of those approved before.',
    }),
  }),
})
const ApproveQuotesSuccess = builder
  .objectRef<Awaited<ReturnType<typeof approveQuotes>>>('ApproveQuotesSuccess')
  .implement({
    description: 'These may be quoted from now on, and no others.',
    fields: (t) => ({
      problem: t.expose('problem', { type: Problem, description: 'The problem.' }),
      shown: t.exposeBoolean('areShown', {
        description: 'Whether the issue quotes customers, as things are now.',
      }),
      explanation: t.exposeString('explanation', {
        description: 'Why it does, or why not, in plain words.',
      }),
    }),
  })

builder.mutationFields((t) => ({
  openTicket: t.field({
    type: OpenTicketSuccess,
    nullable: true,
    description:
      'Has the GitHub issue of a problem opened, or tries again what is paused or blocked; again changes nothing. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, NoRepository, ProblemAlreadyMerged] },
    args: { input: t.arg({ type: OpenTicketInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      openTicket(deps, viewer, { problemId: parseGlobalId('Problem', input.problemId) }),
  }),
  relinkTicket: t.field({
    type: RelinkTicketSuccess,
    nullable: true,
    description:
      'Makes an issue that exists the ticket of a problem; the issue that it had is left as it is. Needs the scope TRIAGE.',
    errors: {
      types: [
        ...[InvalidInput, NotFound, ProblemAlreadyMerged, RepositoryTaken],
        ...[IssueNotReadable, IssueTaken, WriteUnderWay, GitHubIsOff],
      ],
    },
    args: {
      input: t.arg({ type: RelinkTicketInput, required: true, description: 'The problem and the issue.' }),
    },
    resolve: (_root, { input }, { deps, viewer }) =>
      relinkTicket(deps, viewer, { ...input, problemId: parseGlobalId('Problem', input.problemId) }),
  }),
  unlinkTicket: t.field({
    type: UnlinkTicketSuccess,
    nullable: true,
    description:
      'The issue is neither written to nor followed any more; the problem gets another one only by openTicket. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, TicketNotInGitHub, WriteUnderWay] },
    args: { input: t.arg({ type: UnlinkTicketInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      unlinkTicket(deps, viewer, { problemId: parseGlobalId('Problem', input.problemId) }),
  }),
  approveQuotes: t.field({
    type: ApproveQuotesSuccess,
    nullable: true,
    description:
      'Allows words of customers, as previewTicket shows them, in a public repository. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, ProblemAlreadyMerged] },
    args: {
      input: t.arg({ type: ApproveQuotesInput, required: true, description: 'The problem and the reports.' }),
    },
    resolve: (_root, { input }, { deps, viewer }) =>
      approveQuotes(deps, viewer, {
        problemId: parseGlobalId('Problem', input.problemId),
        reportIds: input.reportIds.map((id) => parseGlobalId('Report', id)),
      }),
  }),
}))
