import type { Ticket as TicketRow } from '../platform/database/generated/prisma/client.ts'
import { builder } from '../platform/graphql/builder.ts'
import { own } from '../platform/graphql/own.ts'
import { Problem } from '../problems/problems.graphql.ts'
import { ConnectedRepository } from '../repositories/repositories.graphql.ts'
import { Preview as TicketPreview } from './preview-ticket.graphql.ts'
import { previewTicket } from './preview-ticket.ts'
import { ticketInPlainWords } from './ticket-in-plain-words.ts'
import { readTicketState } from './ticket-state.ts'

const TicketState = builder.enumType('TicketState', {
  description: 'How far the GitHub issue of a problem has come.',
  values: {
    PROPOSED: { description: 'It waits for a person to ask for it, with openTicket.' },
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
    PAUSED: {
      description:
        'Nothing is written for now, as somebody wanted it so; obstacle says why. It goes on by itself.',
    },
    BLOCKED: {
      description: 'It cannot be written until somebody does what nextStep says; obstacle says why.',
    },
    MOVED: { description: 'The issue was transferred to a repository that we cannot see.' },
    GONE: { description: 'The issue was deleted.' },
  },
})

const TicketObstacle = builder.enumType('TicketObstacle', {
  description: 'Why a ticket is paused or blocked.',
  values: {
    ARCHIVED: { description: 'Paused: the repository is archived.' },
    ISSUES_DISABLED: { description: 'Paused: the issues of the repository are switched off.' },
    SUSPENDED: { description: 'Paused: the installation of the GitHub App is suspended.' },
    TOO_MANY_CHANGES: {
      description: 'Paused: the issue changes too often, as when two robots answer each other.',
    },
    MISSING: { description: 'Blocked: the repository does not exist, or our credentials may not see it.' },
    REPLACED: { description: 'Blocked: another repository has the name of the one that was connected.' },
    TAKEN: { description: 'Blocked: the repository belongs to the installation of another organization.' },
    UNINSTALLED: { description: 'Blocked: the GitHub App is not installed on the repository.' },
    UNAUTHORIZED: { description: 'Blocked: GitHub does not accept our credentials any more.' },
    FORBIDDEN: { description: 'Blocked: our credentials may not write issues there.' },
    REFUSED: { description: 'Blocked: GitHub did not take the text.' },
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

const wordsOf = {
  ...{
    state: true,
    obstacle: true,
    held: true,
    closeReason: true,
    closedByMerge: true,
    number: true,
    url: true,
  },
  ...{ detail: true, fixMergedAt: true, fixUrl: true, releasedIn: true, repository: true },
  problem: { select: { status: true } },
} as const

export const Ticket = builder.prismaNode('Ticket', {
  description: 'The GitHub issue of a problem: one a problem, whatever fails.',
  nullable: true,
  id: { resolve: (ticket) => ticket.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    problem: t.relation('problem', { type: Problem, description: 'The problem.' }),
    repository: t.string({
      description: 'Where it is, as owner/name.',
      select: { repository: { select: { name: true } } },
      resolve: ({ repository }) => repository.name,
    }),
    connectedRepository: t.relation('repository', {
      type: ConnectedRepository,
      description: 'How that repository is, as GitHub told last.',
    }),
    state: t.expose('state', { type: TicketState, description: 'How far it has come.' }),
    stateSince: t.expose('stateSince', { type: 'DateTime', description: 'Since when it is in this state.' }),
    obstacle: t.expose('obstacle', {
      type: TicketObstacle,
      nullable: true,
      description: 'Why it is paused or blocked; null while it is neither.',
    }),
    closeReason: t.expose('closeReason', {
      type: CloseReason,
      nullable: true,
      description: 'Why it was closed; null while it is not.',
    }),
    explanation: t.string({
      description: 'The state in plain words: what an agent may tell the customer.',
      select: wordsOf,
      resolve: (ticket) =>
        ticketInPlainWords(readTicketState(ticket), ticket.problem.status, ticket.repository.name)
          .explanation,
    }),
    nextStep: t.string({
      nullable: true,
      description: 'What a person does about the state; null: nothing is to be done.',
      select: wordsOf,
      resolve: (ticket) =>
        ticketInPlainWords(readTicketState(ticket), ticket.problem.status, ticket.repository.name).nextStep,
    }),
    number: t.exposeInt('number', {
      nullable: true,
      description: 'The number of the issue, once it exists.',
    }),
    url: t.exposeString('url', { nullable: true, description: 'Where people read it, once it exists.' }),
    labels: t.exposeStringList('issueLabels', {
      description: 'The labels that the issue has in GitHub; at most 100.',
    }),
    locked: t.exposeBoolean('isLocked', {
      description: 'Whether people locked the issue: then we do not comment on it.',
    }),
    droppedLabels: t.exposeStringList('droppedLabels', {
      description: 'Labels that GitHub left out, as our credentials may not set them; at most 11.',
    }),
    typeDropped: t.exposeBoolean('droppedType', {
      description: 'Whether GitHub left the issue type out, or does not know it.',
    }),
    fixUrl: t.exposeString('fixUrl', {
      nullable: true,
      description: 'The pull request that fixes it, once that is merged.',
    }),
    releasedIn: t.exposeString('releasedIn', {
      nullable: true,
      description: 'The first version that has the fix, once it is released.',
    }),
    nextWriteAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When GitHub is asked or written to next; null where nothing is due.',
    }),
    preview: t.field({
      type: TicketPreview,
      description: 'What the issue would say if it were written now. Needs the scope READ.',
      nullable: true,
      resolve: ({ problemId }, _args, { deps, viewer }) => previewTicket(deps, viewer, { problemId }),
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

/** What mutations answer that change a ticket. */
export const ticketSuccess = (name: string, description: string) =>
  builder.objectRef<{ ticket: TicketRow }>(name).implement({
    description,
    fields: (t) => ({ ticket: t.expose('ticket', { type: Ticket, description: 'The ticket.' }) }),
  })
