import { ProductNotFound } from '../catalog/catalog.errors.ts'
import type { Suggestion as SuggestionRow } from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import {
  ConstraintsInTheWay,
  MergeWouldHideTicket,
  ProblemAlreadyMerged,
} from '../problems/problems.errors.ts'
import { acceptSuggestion } from './accept-suggestion.ts'
import { dismissSuggestion } from './dismiss-suggestion.ts'
import { SuggestionDecided } from './grouping.errors.ts'
import { regroupNow } from './regroup-now.ts'
import { Suggestion } from './suggestions.graphql.ts'

publishErrorCode('SUGGESTION_DECIDED', 'The suggestion was decided otherwise, or is outdated.')
builder.objectType(SuggestionDecided, {
  name: 'SuggestionDecidedError',
  description: 'The suggestion was decided otherwise, or is outdated.',
  interfaces: [UserError],
})

const reason = { description: 'Why; at most 1,000 characters. It stays in the log.' }
const suggestionId = { required: true, description: 'The global id of the suggestion.' } as const
const suggestion = { type: Suggestion, description: 'The suggestion, with the decision that it became.' }

const AcceptSuggestionInput = builder.inputType('AcceptSuggestionInput', {
  description: 'Which suggestion is right.',
  fields: (t) => ({ suggestionId: t.id(suggestionId), reason: t.string(reason) }),
})

const DismissSuggestionInput = builder.inputType('DismissSuggestionInput', {
  description: 'Which suggestion is wrong.',
  fields: (t) => ({ suggestionId: t.id(suggestionId), reason: t.string(reason) }),
})

const AcceptSuggestionSuccess = builder
  .objectRef<{ suggestion: SuggestionRow }>('AcceptSuggestionSuccess')
  .implement({
    description: 'The two problems are one.',
    fields: (t) => ({ suggestion: t.expose('suggestion', suggestion) }),
  })

const DismissSuggestionSuccess = builder
  .objectRef<{ suggestion: SuggestionRow }>('DismissSuggestionSuccess')
  .implement({
    description: 'The two problems never belong together.',
    fields: (t) => ({ suggestion: t.expose('suggestion', suggestion) }),
  })

const RegroupProblemsInput = builder.inputType('RegroupProblemsInput', {
  description: 'Which problems are compared.',
  fields: (t) => ({
    product: t.string({ description: 'Those of the product with this key; all, where not given.' }),
  }),
})

const RegroupProblemsSuccess = builder.objectRef<{ done: boolean }>('RegroupProblemsSuccess').implement({
  description: 'Problems were compared; what is alike was merged or suggested.',
  fields: (t) => ({
    done: t.exposeBoolean('done', {
      description: 'Whether all are compared; where not, ask again: 200 are compared at once.',
    }),
  }),
})

builder.mutationFields((t) => ({
  regroupProblems: t.field({
    type: RegroupProblemsSuccess,
    nullable: true,
    description:
      'Compares problems that have got reports since they were last compared, now instead of within a quarter of an hour. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, ProductNotFound] },
    args: {
      input: t.arg({ type: RegroupProblemsInput, required: true, description: 'Which problems.' }),
    },
    resolve: (_root, { input }, { deps, viewer }) => regroupNow(deps, viewer, input),
  }),
  acceptSuggestion: t.field({
    type: AcceptSuggestionSuccess,
    nullable: true,
    description: 'Merges the two problems of a suggestion. Needs the scope TRIAGE.',
    errors: {
      types: [
        InvalidInput,
        NotFound,
        SuggestionDecided,
        ProblemAlreadyMerged,
        ConstraintsInTheWay,
        MergeWouldHideTicket,
      ],
    },
    args: { input: t.arg({ type: AcceptSuggestionInput, required: true, description: 'The suggestion.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      acceptSuggestion(deps, viewer, {
        ...input,
        suggestionId: parseGlobalId('Suggestion', input.suggestionId),
      }),
  }),
  dismissSuggestion: t.field({
    type: DismissSuggestionSuccess,
    nullable: true,
    description:
      'Says that the two problems of a suggestion never belong together: it is not made again, and they are never merged by the service. Needs the scope TRIAGE.',
    errors: { types: [InvalidInput, NotFound, SuggestionDecided] },
    args: { input: t.arg({ type: DismissSuggestionInput, required: true, description: 'The suggestion.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      dismissSuggestion(deps, viewer, {
        ...input,
        suggestionId: parseGlobalId('Suggestion', input.suggestionId),
      }),
  }),
}))
