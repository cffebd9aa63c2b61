import type {
  Decision as DecisionRow,
  Problem as ProblemRow,
} from '../../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { parseGlobalId } from '../../platform/graphql/global-id.ts'
import { mergeProblems } from '../merge-problems.ts'
import { moveReports } from '../move-reports.ts'
import {
  ConstraintsInTheWay,
  LaterDecisionsInTheWay,
  MergeWouldHideTicket,
  NotUndoable,
  ProblemAlreadyMerged,
} from '../problems.errors.ts'
import { Problem } from '../problems.graphql.ts'
import { splitProblem } from '../split-problem.ts'
import { undoDecision } from '../undo-decision.ts'
import './decision-errors.graphql.ts'
import { Decision } from './decisions.graphql.ts'

const reason = { description: 'Why; at most 1,000 characters. It stays in the log.' }
const refusals = [InvalidInput, NotFound, ProblemAlreadyMerged, ConstraintsInTheWay]
const mergeRefusals = [...refusals, MergeWouldHideTicket]

const MergeProblemsInput = builder.inputType('MergeProblemsInput', {
  description: 'Which problems share a cause.',
  fields: (t) => ({
    problemId: t.id({
      required: true,
      description: 'The global id of the problem that stays, with its ticket.',
    }),
    otherProblemIds: t.idList({
      required: true,
      description: 'The global ids of those that go into it; at most 20.',
    }),
    reason: t.string(reason),
  }),
})

const SplitProblemInput = builder.inputType('SplitProblemInput', {
  description: 'Which reports of a problem have another cause.',
  fields: (t) => ({
    problemId: t.id({ required: true, description: 'The global id of the problem.' }),
    reportIds: t.idList({
      required: true,
      description: 'The global ids of the reports that get a problem of their own; at most 500.',
    }),
    reason: t.string(reason),
  }),
})

const MoveReportsInput = builder.inputType('MoveReportsInput', {
  description: 'Which reports belong to another problem.',
  fields: (t) => ({
    reportIds: t.idList({ required: true, description: 'The global ids of the reports; at most 500.' }),
    toProblemId: t.id({ required: true, description: 'The global id of the problem that they belong to.' }),
    reason: t.string(reason),
  }),
})

const UndoDecisionInput = builder.inputType('UndoDecisionInput', {
  description: 'Which decision is taken back.',
  fields: (t) => ({
    decisionId: t.id({ required: true, description: 'The global id of the decision.' }),
    reason: t.string(reason),
  }),
})

const problem = { type: Problem, description: 'The problem as it is now.' }
const decisions = {
  type: [Decision] as [typeof Decision],
  description: 'What went into the log: one entry a problem that reports came from.',
}

const MergeProblemsSuccess = builder
  .objectRef<{ problem: ProblemRow; decisions: DecisionRow[] }>('MergeProblemsSuccess')
  .implement({
    description: 'The problems are one.',
    fields: (t) => ({ problem: t.expose('problem', problem), decisions: t.expose('decisions', decisions) }),
  })

const SplitProblemSuccess = builder
  .objectRef<{ problem: ProblemRow; newProblem: ProblemRow; decision: DecisionRow }>('SplitProblemSuccess')
  .implement({
    description: 'The reports have a problem of their own.',
    fields: (t) => ({
      problem: t.expose('problem', problem),
      newProblem: t.expose('newProblem', {
        type: Problem,
        description: 'The problem of the reports that went off.',
      }),
      decision: t.expose('decision', { type: Decision, description: 'What went into the log.' }),
    }),
  })

const MoveReportsSuccess = builder
  .objectRef<{ problem: ProblemRow; decisions: DecisionRow[] }>('MoveReportsSuccess')
  .implement({
    description: 'The reports are where they belong.',
    fields: (t) => ({ problem: t.expose('problem', problem), decisions: t.expose('decisions', decisions) }),
  })

const UndoDecisionSuccess = builder.objectRef<{ decision: DecisionRow }>('UndoDecisionSuccess').implement({
  description: 'The decision is taken back.',
  fields: (t) => ({
    decision: t.expose('decision', {
      type: Decision,
      description: 'What went into the log; its problems are as they are now.',
    }),
  }),
})

const reportIds = (ids: readonly string[]) => ids.map((id) => parseGlobalId('Report', id))
const problemIds = (ids: readonly string[]) => ids.map((id) => parseGlobalId('Problem', id))

builder.mutationFields((t) => ({
  mergeProblems: t.field({
    type: MergeProblemsSuccess,
    nullable: true,
    description: 'Says that problems share a cause: all their reports go into one. Needs the scope TRIAGE.',
    errors: { types: mergeRefusals },
    args: { input: t.arg({ type: MergeProblemsInput, required: true, description: 'The problems.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      mergeProblems(deps, viewer, {
        ...input,
        problemId: parseGlobalId('Problem', input.problemId),
        otherProblemIds: problemIds(input.otherProblemIds),
      }),
  }),
  splitProblem: t.field({
    type: SplitProblemSuccess,
    nullable: true,
    description:
      'Says that some reports of a problem have another cause: they get a problem of their own, and never come back to this one. Needs the scope TRIAGE.',
    errors: { types: refusals },
    args: {
      input: t.arg({ type: SplitProblemInput, required: true, description: 'The problem and its reports.' }),
    },
    resolve: (_root, { input }, { deps, viewer }) =>
      splitProblem(deps, viewer, {
        ...input,
        problemId: parseGlobalId('Problem', input.problemId),
        reportIds: reportIds(input.reportIds),
      }),
  }),
  moveReports: t.field({
    type: MoveReportsSuccess,
    nullable: true,
    description:
      'Says that reports belong to another problem than the ones they are in. Needs the scope TRIAGE.',
    errors: { types: mergeRefusals },
    args: {
      input: t.arg({ type: MoveReportsInput, required: true, description: 'The reports and the problem.' }),
    },
    resolve: (_root, { input }, { deps, viewer }) =>
      moveReports(deps, viewer, {
        ...input,
        reportIds: reportIds(input.reportIds),
        toProblemId: parseGlobalId('Problem', input.toProblemId),
      }),
  }),
  undoDecision: t.field({
    type: UndoDecisionSuccess,
    nullable: true,
    description:
      'Takes a merge, a split, a move or a dismissal back; those of the service too. What is undone already stays so. Needs the scope TRIAGE.',
    errors: {
      types: [
        InvalidInput,
        NotFound,
        ConstraintsInTheWay,
        LaterDecisionsInTheWay,
        NotUndoable,
        MergeWouldHideTicket,
      ],
    },
    args: { input: t.arg({ type: UndoDecisionInput, required: true, description: 'The decision.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      undoDecision(deps, viewer, { ...input, decisionId: parseGlobalId('Decision', input.decisionId) }),
  }),
}))
