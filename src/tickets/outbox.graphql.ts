import { encodeGlobalID, resolveArrayConnection } from '@pothos/plugin-relay'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { readGlobalId } from '../platform/graphql/global-id.ts'
import { dropWrite } from './drop-write.ts'
import { type OutboxItem as Item, listOutbox } from './list-outbox.ts'
import { retryWrite } from './retry-write.ts'
import { WriteUnderWay } from './tickets.errors.ts'
import { Ticket } from './tickets.graphql.ts'

const OutboxKind = builder.enumType('OutboxKind', {
  description: 'What is to be done in GitHub.',
  values: {
    OPEN_ISSUE: { description: 'An issue is to be opened.' },
    FIND_ISSUE: { description: 'An issue that may exist is looked for, as its answer was lost.' },
    EDIT_ISSUE: { description: 'An issue is to be edited.' },
    COMMENT: { description: 'A comment is to be written or edited.' },
  },
})

const OutboxState = builder.enumType('OutboxState', {
  description: 'Why something has not been written yet.',
  values: {
    WAITING: { description: 'It waits for its turn, or for a limit to pass.' },
    UNCERTAIN: { description: 'It may have been written, which is being made sure of.' },
    PAUSED: { description: 'Somebody in GitHub wanted it so; it goes on by itself.' },
    BLOCKED: { description: 'A person has to do something.' },
  },
})

const OutboxItem = builder.objectRef<Item>('OutboxItem').implement({
  description: 'Something that is to be written to GitHub, and has not been.',
  fields: (t) => ({
    id: t.id({
      description: 'What retryWrite and dropWrite take.',
      resolve: ({ id }) => encodeGlobalID('OutboxItem', id),
    }),
    kind: t.expose('kind', { type: OutboxKind, description: 'What is to be done.' }),
    state: t.expose('state', { type: OutboxState, description: 'Why it has not been done.' }),
    repository: t.exposeString('repository', { description: 'Where, as owner/name.' }),
    why: t.exposeString('why', { description: 'What it waits for, in plain words.' }),
    nextStep: t.exposeString('nextStep', {
      nullable: true,
      description: 'What a person does about it; null: nothing.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it waits.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next; null: as soon as what is in the way is gone.',
    }),
    ticket: t.expose('ticket', {
      type: Ticket,
      nullable: true,
      description: 'The ticket that it is about; null for a comment.',
    }),
  }),
})

builder.queryField('outbox', (t) =>
  t.connection(
    {
      type: OutboxItem,
      description: 'What waits to be written to GitHub, the oldest first. Needs the scope READ.',
      resolve: async (_root, args, { deps, viewer }) =>
        resolveArrayConnection({ args }, await listOutbox(deps, viewer)),
    },
    { name: 'OutboxConnection' },
    { name: 'OutboxEdge' },
  ),
)

const writeInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      id: t.id({ required: true, description: 'The id of an item of the outbox, or of a ticket.' }),
    }),
  })
const RetryWriteInput = writeInput('RetryWriteInput', 'What is to be tried again.')
const DropWriteInput = writeInput('DropWriteInput', 'What is to be given up.')

const writeSuccess = (name: string, description: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    description,
    fields: (t) => ({
      id: t.id({
        description: 'The id of the item.',
        resolve: ({ id }) => encodeGlobalID('OutboxItem', id),
      }),
    }),
  })
const RetryWriteSuccess = writeSuccess('RetryWriteSuccess', 'It is tried again now.')
const DropWriteSuccess = writeSuccess('DropWriteSuccess', 'It is given up.')

/** Of an item, or of the ticket that it is about. */
function idOf(globalId: string): string {
  const id = readGlobalId('OutboxItem', globalId) ?? readGlobalId('Ticket', globalId)
  if (id === null) throw new NotFound('item of the outbox', globalId.slice(0, 100))
  return id
}

builder.mutationFields((t) => ({
  retryWrite: t.field({
    type: RetryWriteSuccess,
    nullable: true,
    description:
      'Has something of the outbox tried again now; what is in the way is looked at anew. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound] },
    args: { input: t.arg({ type: RetryWriteInput, required: true, description: 'What.' }) },
    resolve: (_root, { input }, { deps, viewer }) => retryWrite(deps, viewer, { id: idOf(input.id) }),
  }),
  dropWrite: t.field({
    type: DropWriteSuccess,
    nullable: true,
    description:
      'Gives something of the outbox up; an issue that is not opened yet is opened only by openTicket then. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, WriteUnderWay] },
    args: { input: t.arg({ type: DropWriteInput, required: true, description: 'What.' }) },
    resolve: (_root, { input }, { deps, viewer }) => dropWrite(deps, viewer, { id: idOf(input.id) }),
  }),
}))
