import type { Api } from './api.ts'
import { openApi } from './api.ts'
import { designerLogin, englishFollowUp, turkishFollowUp } from './data/loop.ts'

export type Agent = { name: string; key: string; ask: Api }

/** Who takes part; each has a key of their own. */
export type DemoCrew = {
  /** A program that brings in what the help desks of the last weeks wrote down. */
  helpDesk: Agent
  english: Agent
  turkish: Agent
  designer: Agent
}

/** Creates the teams, their members and a key for each. */
export async function createCrew(url: string, admin: Api): Promise<DemoCrew> {
  const team = async (name: string, kind: 'SERVICE' | 'PRODUCT', locales: string[]) => {
    const { createTeam } = await admin<{ createTeam: { team: { id: string } } }>(
      `mutation ($input: CreateTeamInput!) { createTeam(input: $input) {
        ... on CreateTeamSuccess { team { id } } ... on UserError { code message } } }`,
      { input: { name, kind, locales } },
    )
    return createTeam.team.id
  }
  const member = async (name: string, kind: 'PERSON' | 'MACHINE', teamId: string, scopes: string[]) => {
    const { createMember } = await admin<{ createMember: { member: { id: string } } }>(
      `mutation ($input: CreateMemberInput!) { createMember(input: $input) {
        ... on CreateMemberSuccess { member { id } } ... on UserError { code message } } }`,
      { input: { name, kind, teamId } },
    )
    const { createApiKey } = await admin<{ createApiKey: { token: string } }>(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
        ... on CreateApiKeySuccess { token } ... on UserError { code message } } }`,
      { input: { name: `${name}'s key`, memberId: createMember.member.id, scopes } },
    )
    return { name, key: createApiKey.token, ask: openApi(url, createApiKey.token) }
  }

  const service = await team('Customer service', 'SERVICE', ['en', 'th'])
  const serviceTr = await team('Müşteri hizmetleri', 'SERVICE', ['tr'])
  const product = await team('Product design', 'PRODUCT', ['en'])
  const agentScopes = ['READ', 'REPORT']
  return {
    helpDesk: await member('Help desk', 'MACHINE', service, agentScopes),
    english: await member(englishFollowUp.agent.name, 'PERSON', service, agentScopes),
    turkish: await member(turkishFollowUp.agent.name, 'PERSON', serviceTr, agentScopes),
    designer: await member(designerLogin, 'PERSON', product, ['READ', 'TRIAGE', 'GUIDE']),
  }
}
