import type { Ticket as TicketRow } from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { own } from '../platform/graphql/own.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { requireScope } from '../platform/viewer.ts'
import { ProblemAlreadyMerged } from '../problems/problems.errors.ts'
import { Problem } from '../problems/problems.graphql.ts'
import { openTicket } from './open-ticket.ts'
import { renderIssue } from './render-issue.ts'
import { ticketInPlainWords } from './ticket-in-plain-words.ts'
import { NoRepository } from './tickets.errors.ts'

publishErrorCode('NO_REPOSITORY', 'The product of the problem has no repository for its tickets.')
builder.objectType(NoRepository, {
  name: 'NoRepositoryError',
  description: 'The product of the problem has no repository for its tickets.',
  interfaces: [UserError],
})

const TicketState = builder.enumType('TicketState', {
  description: 'How far the GitHub issue of a problem has come.',
  values: {
    PROPOSED: { description: 'It waits for a designer to ask for it, with openTicket.' },
    QUEUED: {
      description:
        'It waits to be written: for its turn, for a limit to pass, or for GitHub to be switched on.',
    },
    SENDING: { description: 'It is being created.' },
    UNKNOWN: {
      description:
        'It may have been created: the answer was lost, and it is looked for before anything is sent again.',
    },
    OPEN: { description: 'The issue is open.' },
    CLOSED: { description: 'The issue is closed; closeReason says why.' },
    BLOCKED: {
      description:
        'It cannot be created until somebody does what explanation says; then it goes on by itself.',
    },
  },
})

const CloseReason = builder.enumType('CloseReason', {
  description: 'Why an issue was closed.',
  values: {
    COMPLETED: { description: 'It is done.' },
    NOT_PLANNED: { description: "It won't be done." },
    DUPLICATE: { description: 'Another issue is about the same.' },
  },
})

const TicketPreview = builder.objectRef<{ title: string; body: string }>('TicketPreview').implement({
  description: 'What the issue would say if it were written now.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    body: t.expose('body', { type: 'Markdown', description: 'Its body, with the signed last line.' }),
  }),
})

export const Ticket = builder.prismaNode('Ticket', {
  description: 'The GitHub issue of a problem: one a problem, whatever fails.',
  nullable: true,
  id: { resolve: (ticket) => ticket.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    problem: t.relation('problem', { type: Problem, description: 'The problem.' }),
    repository: t.exposeString('repository', { description: 'Where it is, as owner/name.' }),
    state: t.expose('state', { type: TicketState, description: 'How far it has come.' }),
    stateSince: t.expose('stateSince', { type: 'DateTime', description: 'Since when it is in this state.' }),
    closeReason: t.expose('closeReason', {
      type: CloseReason,
      nullable: true,
      description: 'Why it was closed; null while it is not, and where the issue is gone.',
    }),
    explanation: t.string({
      description: 'The state in plain words: what an agent may tell the customer, or what has to be done.',
      select: {
        state: true,
        closeReason: true,
        number: true,
        repository: true,
        detail: true,
        problem: { select: { status: true } },
      },
      resolve: ticketInPlainWords,
    }),
    number: t.exposeInt('number', {
      nullable: true,
      description: 'The number of the issue, once it exists.',
    }),
    url: t.exposeString('url', { nullable: true, description: 'Where people read it, once it exists.' }),
    preview: t.field({
      type: TicketPreview,
      description: 'What the issue would say if it were written now, as for a public repository.',
      resolve: (ticket, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return renderIssue(deps, ticket, false)
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
  }),
})

builder.prismaObjectField(Problem, 'ticket', (t) =>
  t.relation('ticket', {
    type: Ticket,
    nullable: true,
    description: 'Its GitHub issue; null while it is not recurring, or its product has no repository.',
  }),
)

const OpenTicketInput = builder.inputType('OpenTicketInput', {
  description: 'Which problem gets its ticket.',
  fields: (t) => ({ problemId: t.id({ required: true, description: 'The global id of the problem.' }) }),
})

const OpenTicketSuccess = builder.objectRef<{ ticket: TicketRow }>('OpenTicketSuccess').implement({
  description: 'The ticket is queued, or was so already.',
  fields: (t) => ({ ticket: t.expose('ticket', { type: Ticket, description: 'The ticket.' }) }),
})

builder.mutationFields((t) => ({
  openTicket: t.field({
    type: OpenTicketSuccess,
    nullable: true,
    description: 'Has the GitHub issue of a problem opened; again changes nothing. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, NoRepository, ProblemAlreadyMerged] },
    args: { input: t.arg({ type: OpenTicketInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      openTicket(deps, viewer, { problemId: parseGlobalId('Problem', input.problemId) }),
  }),
}))
