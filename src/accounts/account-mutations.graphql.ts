import type {
  ApiKey as ApiKeyRow,
  Member as MemberRow,
  Team as TeamRow,
} from '../platform/database/generated/prisma/client.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { builder } from '../platform/graphql/builder.ts'
import { parseGlobalId } from '../platform/graphql/global-id.ts'
import { publishErrorCode, UserError } from '../platform/graphql/user-error.ts'
import { NameTaken } from './accounts.errors.ts'
import { ApiKey, Member, MemberKind, ScopeEnum, Team, TeamKind } from './accounts.graphql.ts'
import { createApiKey } from './create-api-key.ts'
import { createMember } from './create-member.ts'
import { createTeam } from './create-team.ts'
import { revokeApiKey } from './revoke-api-key.ts'

publishErrorCode('NAME_TAKEN', 'Something of that kind already has this name.')
builder.objectType(NameTaken, {
  name: 'NameTakenError',
  description: 'Something of that kind already has this name.',
  interfaces: [UserError],
})

const CreateTeamInput = builder.inputType('CreateTeamInput', {
  description: 'A new team.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Its name, unique in the organization; at most 100 characters.',
    }),
    kind: t.field({ type: TeamKind, required: true, description: 'Service or product.' }),
    locales: t.stringList({ description: 'The locales it works in, as BCP 47 tags; at most 50.' }),
    region: t.string({ description: 'Where it works, in its own words.' }),
  }),
})

const CreateTeamSuccess = builder.objectRef<{ team: TeamRow }>('CreateTeamSuccess').implement({
  description: 'The team was created.',
  fields: (t) => ({ team: t.expose('team', { type: Team, description: 'The new team.' }) }),
})

const CreateMemberInput = builder.inputType('CreateMemberInput', {
  description: 'A new member.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'The name, unique in the organization; at most 100 characters.',
    }),
    kind: t.field({ type: MemberKind, required: true, description: 'Person or machine.' }),
    teamId: t.id({ description: 'The team that the member belongs to.' }),
  }),
})

const CreateMemberSuccess = builder.objectRef<{ member: MemberRow }>('CreateMemberSuccess').implement({
  description: 'The member was created.',
  fields: (t) => ({ member: t.expose('member', { type: Member, description: 'The new member.' }) }),
})

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A new API key.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for; at most 100 characters.' }),
    scopes: t.field({ type: [ScopeEnum], required: true, description: 'What it may be used for.' }),
    memberId: t.id({ description: 'On whose behalf it acts; the member who asks, where not given.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on it is refused; never, where not given.',
    }),
  }),
})

const CreateApiKeySuccess = builder
  .objectRef<{ apiKey: ApiKeyRow; token: string }>('CreateApiKeySuccess')
  .implement({
    description: 'The key was created.',
    fields: (t) => ({
      apiKey: t.expose('apiKey', { type: ApiKey, description: 'The new key.' }),
      token: t.exposeString('token', {
        description:
          'The key itself, for the header "Authorization: Bearer …". It is shown here and never again.',
      }),
    }),
  })

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'Which key is revoked.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The global id of the key.' }) }),
})

const RevokeApiKeySuccess = builder.objectRef<{ apiKey: ApiKeyRow }>('RevokeApiKeySuccess').implement({
  description: 'The key is refused from now on.',
  fields: (t) => ({ apiKey: t.expose('apiKey', { type: ApiKey, description: 'The revoked key.' }) }),
})

builder.mutationFields((t) => ({
  createTeam: t.field({
    type: CreateTeamSuccess,
    nullable: true,
    description: 'Creates a team. Needs the scope ADMIN.',
    errors: { types: [InvalidInput, NameTaken] },
    args: { input: t.arg({ type: CreateTeamInput, required: true, description: 'The team.' }) },
    resolve: (_root, { input }, { deps, viewer }) => createTeam(deps, viewer, input),
  }),
  createMember: t.field({
    type: CreateMemberSuccess,
    nullable: true,
    description: 'Creates a member, a person or a machine. Needs the scope ADMIN.',
    errors: { types: [InvalidInput, NotFound, NameTaken] },
    args: { input: t.arg({ type: CreateMemberInput, required: true, description: 'The member.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      createMember(deps, viewer, {
        ...input,
        teamId: input.teamId ? parseGlobalId('Team', input.teamId) : null,
      }),
  }),
  createApiKey: t.field({
    type: CreateApiKeySuccess,
    nullable: true,
    description: 'Creates an API key and shows it once. Needs the scope ADMIN.',
    errors: { types: [InvalidInput, NotFound] },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'The key.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      createApiKey(deps, viewer, {
        ...input,
        memberId: input.memberId ? parseGlobalId('Member', input.memberId) : viewer.memberId,
      }),
  }),
  revokeApiKey: t.field({
    type: RevokeApiKeySuccess,
    nullable: true,
    description: 'Revokes an API key for good. Needs the scope ADMIN.',
    errors: { types: [NotFound] },
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'The key.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      revokeApiKey(deps, viewer, { id: parseGlobalId('ApiKey', input.id) }),
  }),
}))
