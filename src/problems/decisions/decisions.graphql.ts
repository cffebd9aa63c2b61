import { Member } from '../../accounts/accounts.graphql.ts'
import { builder } from '../../platform/graphql/builder.ts'
import { own } from '../../platform/graphql/own.ts'
import { requireScope } from '../../platform/viewer.ts'
import { Membership, Problem } from '../problems.graphql.ts'
import { listDecisions } from './list-decisions.ts'

export const DecisionKind = builder.enumType('DecisionKind', {
  description: 'What was decided about a problem.',
  values: {
    ACKNOWLEDGED: { description: 'Designers took it on.' },
    STARTED: { description: 'Work on it began.' },
    FIXED: { description: 'It was fixed.' },
    ACCEPTED: { description: "It won't change." },
    REOPENED: { description: 'It was opened again.' },
    TICKET_REQUESTED: { description: 'Its ticket was asked for.' },
    TICKET_DROPPED: { description: 'Its ticket was given up before it was in GitHub.' },
    TICKET_UNLINKED: { description: 'Its issue is its ticket no more.' },
    TICKET_RELINKED: { description: 'Another issue was made its ticket.' },
    QUOTES_APPROVED: { description: 'It was decided which customers may be quoted in public.' },
    REGRESSED: { description: 'It was fixed and came back.' },
    RENAMED: { description: 'It was given another title.' },
    MERGED: { description: 'All reports of the other problem came over to this one.' },
    SPLIT: { description: 'Some of its reports went off to the other problem, which was opened for them.' },
    MOVED: { description: 'Some reports of the other problem came over to this one.' },
    DISMISSED: { description: 'It and the other problem never belong together.' },
    UNDONE: { description: 'An earlier decision was undone.' },
  },
})

export const Decision = builder.prismaNode('Decision', {
  description: 'What was decided about a problem: here, in GitHub, or by the service itself.',
  nullable: true,
  id: { resolve: (decision) => decision.id, description: 'The global id.' },
  findUnique: own,
  fields: (t) => ({
    kind: t.expose('kind', { type: DecisionKind, description: 'What was decided.' }),
    problem: t.relation('problem', { type: Problem, description: 'The problem that it is about.' }),
    otherProblem: t.relation('otherProblem', {
      type: Problem,
      nullable: true,
      description: 'The second problem, where it is about two.',
    }),
    githubLogin: t.exposeString('githubLogin', {
      nullable: true,
      description: 'Who decided it in GitHub; null where it was decided here.',
    }),
    member: t.prismaField({
      type: Member,
      nullable: true,
      description: 'Who decided it here; null where it was decided in GitHub, or by the service itself.',
      resolve: (query, { memberId }, _args, context) =>
        memberId === null
          ? null
          : context.deps.database.prisma.member.findUnique({ ...query, where: own(memberId, context) }),
    }),
    automatic: t.boolean({
      description: 'Whether the service decided it by itself.',
      resolve: ({ memberId, githubLogin }) => memberId === null && githubLogin === null,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why.' }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'When.' }),
    movedReports: t.relationCount('moves', {
      description: 'How many reports it brought to another problem.',
    }),
    undoes: t.relation('undoes', { nullable: true, description: 'The decision that it undoes.' }),
    undoneBy: t.relation('undoneBy', {
      nullable: true,
      description: 'The decision that undid it; null while it holds.',
    }),
  }),
})

builder.prismaObjectField(Membership, 'decision', (t) =>
  t.relation('decision', {
    type: Decision,
    nullable: true,
    description: 'The decision that brought it to this problem; null while it is where it joined.',
  }),
)

builder.prismaObjectField(Problem, 'decisions', (t) =>
  t.prismaConnection(
    {
      type: Decision,
      cursor: 'organizationId_id',
      description: 'What was decided about it, latest first. Needs the scope READ.',
      resolve: (query, { id }, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listDecisions(deps, viewer, id, query)
      },
    },
    { name: 'ProblemDecisionConnection' },
    { name: 'ProblemDecisionEdge' },
  ),
)

builder.queryFields((t) => ({
  decisions: t.prismaConnection(
    {
      type: Decision,
      cursor: 'organizationId_id',
      description: 'What was decided about all problems, latest first. Needs the scope READ.',
      resolve: (query, _parent, _args, { deps, viewer }) => {
        requireScope(viewer, 'READ')
        return listDecisions(deps, viewer, null, query)
      },
    },
    { name: 'DecisionConnection' },
    { name: 'DecisionEdge' },
  ),
}))
