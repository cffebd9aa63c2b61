import type { Problem as ProblemRow } from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { acceptProblem } from './accept-problem.ts'
import { fixProblem } from './fix-problem.ts'
import './decisions/decision-errors.graphql.ts'
import { ProblemAlreadyMerged } from './problems.errors.ts'
import { Problem } from './problems.graphql.ts'
import { reopenProblem } from './reopen-problem.ts'
import { startProblem } from './start-problem.ts'

const problemId = { required: true, description: 'The global id of the problem.' } as const
const reason = { description: 'Why; at most 1,000 characters. It stays in the log.' }
const refusals = [InvalidInput, NotFound, ProblemAlreadyMerged]

/** The global id becomes that of the database. */
const read = <Input extends { problemId: string }>(input: Input): Input => ({
  ...input,
  problemId: parseGlobalId('Problem', input.problemId),
})

const success = (name: string, description: string) =>
  builder.objectRef<{ problem: ProblemRow }>(name).implement({
    description,
    fields: (t) => ({
      problem: t.expose('problem', { type: Problem, description: 'The problem as it is now.' }),
    }),
  })

const StartProblemInput = builder.inputType('StartProblemInput', {
  description: 'Which problem is being worked on.',
  fields: (t) => ({
    problemId: t.id(problemId),
    reason: t.string({ ...reason }),
  }),
})

const FixProblemInput = builder.inputType('FixProblemInput', {
  description: 'Which problem is fixed, and where.',
  fields: (t) => ({
    problemId: t.id(problemId),
    version: t.string({
      description: 'The version that has the fix, at most 100 characters; where not given, nobody knows.',
    }),
    reason: t.string({ ...reason }),
  }),
})

const AcceptProblemInput = builder.inputType('AcceptProblemInput', {
  description: "Which problem won't change.",
  fields: (t) => ({
    problemId: t.id(problemId),
    reason: t.string({ required: true, ...reason }),
  }),
})

const ReopenProblemInput = builder.inputType('ReopenProblemInput', {
  description: 'Which problem is taken on again.',
  fields: (t) => ({
    problemId: t.id(problemId),
    reason: t.string({ ...reason }),
  }),
})

builder.mutationFields((t) => ({
  startProblem: t.field({
    type: success('StartProblemSuccess', 'Work on the problem has begun.'),
    nullable: true,
    description: 'Says that work on a problem has begun. Needs the scope TRIAGE.',
    errors: { types: refusals },
    args: { input: t.arg({ type: StartProblemInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) => startProblem(deps, viewer, read(input)),
  }),
  fixProblem: t.field({
    type: success('FixProblemSuccess', 'The problem is fixed.'),
    nullable: true,
    description: 'Says that a problem is fixed, and in which version. Needs the scope TRIAGE.',
    errors: { types: refusals },
    args: { input: t.arg({ type: FixProblemInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) => fixProblem(deps, viewer, read(input)),
  }),
  acceptProblem: t.field({
    type: success('AcceptProblemSuccess', "The problem won't change."),
    nullable: true,
    description: "Says that a problem won't change, and why. Needs the scope TRIAGE.",
    errors: { types: refusals },
    args: { input: t.arg({ type: AcceptProblemInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) => acceptProblem(deps, viewer, read(input)),
  }),
  reopenProblem: t.field({
    type: success('ReopenProblemSuccess', 'The problem is taken on.'),
    nullable: true,
    description: 'Takes a closed problem on again; an open one stays as it is. Needs the scope TRIAGE.',
    errors: { types: refusals },
    args: { input: t.arg({ type: ReopenProblemInput, required: true, description: 'The problem.' }) },
    resolve: (_root, { input }, { deps, viewer }) => reopenProblem(deps, viewer, read(input)),
  }),
}))
