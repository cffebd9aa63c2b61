import { builder } from '../../platform/graphql/builder.ts'
import { publishErrorCode, UserError } from '../../platform/graphql/user-error.ts'
import {
  ConstraintsInTheWay,
  LaterDecisionsInTheWay,
  MergeWouldHideTicket,
  NotUndoable,
  ProblemAlreadyMerged,
} from '../problems.errors.ts'
import { Problem } from '../problems.graphql.ts'
import { Decision } from './decisions.graphql.ts'

/** As many as a person would undo one by one; the message says how many there are. */
const mostShown = 100

publishErrorCode('PROBLEM_ALREADY_MERGED', 'The problem was merged into another one.')
builder.objectType(ProblemAlreadyMerged, {
  name: 'ProblemAlreadyMergedError',
  description: 'The problem was merged into another one.',
  interfaces: [UserError],
  fields: (t) => ({
    survivor: t.expose('survivor', { type: Problem, description: 'Where its reports are now.' }),
  }),
})

publishErrorCode('CONSTRAINTS_IN_THE_WAY', 'Earlier decisions said otherwise.')
builder.objectType(ConstraintsInTheWay, {
  name: 'ConstraintsInTheWayError',
  description: 'Earlier decisions said otherwise.',
  interfaces: [UserError],
  fields: (t) => ({
    decisions: t.field({
      type: [Decision],
      description: 'Those in the way, latest first; at most 100.',
      resolve: ({ decisions }) => decisions.slice(0, mostShown),
    }),
  }),
})

publishErrorCode('LATER_DECISIONS_IN_THE_WAY', 'Later decisions moved the same reports on.')
builder.objectType(LaterDecisionsInTheWay, {
  name: 'LaterDecisionsInTheWayError',
  description: 'Later decisions moved the same reports on.',
  interfaces: [UserError],
  fields: (t) => ({
    decisions: t.field({
      type: [Decision],
      description: 'Those in the way, latest first: the order in which to undo them; at most 100.',
      resolve: ({ decisions }) => decisions.slice(0, mostShown),
    }),
  }),
})

publishErrorCode('NOT_UNDOABLE', 'Decisions of this kind are followed by another one, not undone.')
builder.objectType(NotUndoable, {
  name: 'NotUndoableError',
  description: 'Decisions of this kind are followed by another one, not undone.',
  interfaces: [UserError],
})

publishErrorCode(
  'MERGE_WOULD_HIDE_TICKET',
  'The problem that would be merged has an issue, the other has none.',
)
builder.objectType(MergeWouldHideTicket, {
  name: 'MergeWouldHideTicketError',
  description: 'The problem that would be merged has an issue, the other has none.',
  interfaces: [UserError],
})
