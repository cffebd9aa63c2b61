import type { Api } from '../api-client.ts'
import { CommandRefused } from '../usage-error.ts'
import type { KeyStore } from './key-store.ts'
import { MemberUnknown } from './keys-in-database.ts'

const create = `mutation CreateKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    ... on CreateApiKeySuccess { token apiKey { id } }
    ... on UserError { message }
  }
}`
const list = `query ListKeys($after: String) {
  apiKeys(first: 100, after: $after) {
    edges { node { id name hint scopes expiresAt revokedAt lastUsedAt member { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`
const revoke = `mutation RevokeKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    ... on RevokeApiKeySuccess { apiKey { name } }
    ... on UserError { message }
  }
}`
const listMembers = `query ListMembers($after: String) {
  viewer { organization { members(first: 100, after: $after) {
    edges { node { id name } }
    pageInfo { hasNextPage endCursor }
  } } }
}`

type Page<Node> = {
  edges: { node: Node }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
type KeyNode = {
  id: string
  name: string
  hint: string
  scopes: string[]
  expiresAt: string | null
  revokedAt: string | null
  lastUsedAt: string | null
  member: { name: string }
}
type MemberNode = { id: string; name: string }
type Refusable<Success> = Partial<Success> & { message?: string }

export function keysOverApi(api: Api): KeyStore {
  return {
    async create({ name, scopes, member, expiresAt }) {
      const input = {
        name,
        scopes,
        ...(member === null ? {} : { memberId: await findMember(api, member) }),
        ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
      }
      const { createApiKey: made } = await api.ask<{
        createApiKey: Refusable<{ token: string; apiKey: { id: string } }>
      }>(create, { input })
      if (!made.token || !made.apiKey) throw new CommandRefused(made.message ?? 'No key was created.')
      return { id: made.apiKey.id, token: made.token }
    },
    async list() {
      const nodes = await readPages<KeyNode>(
        async (after) => (await api.ask<{ apiKeys: Page<KeyNode> }>(list, { after })).apiKeys,
      )
      return nodes.map(({ member, ...key }) => ({
        ...key,
        member: member.name,
        expiresAt: dateOrNull(key.expiresAt),
        revokedAt: dateOrNull(key.revokedAt),
        lastUsedAt: dateOrNull(key.lastUsedAt),
      }))
    },
    async revoke(id) {
      const { revokeApiKey: revoked } = await api.ask<{
        revokeApiKey: Refusable<{ apiKey: { name: string } }>
      }>(revoke, { input: { id } })
      if (!revoked.apiKey) throw new CommandRefused(revoked.message ?? 'No key was revoked.')
      return revoked.apiKey
    },
  }
}

async function findMember(api: Api, name: string): Promise<string> {
  const members = await readPages<MemberNode>(
    async (after) =>
      (await api.ask<{ viewer: { organization: { members: Page<MemberNode> } } }>(listMembers, { after }))
        .viewer.organization.members,
  )
  const found = members.find((member) => member.name === name)
  if (found === undefined) throw new MemberUnknown(name, members)
  return found.id
}

async function readPages<Node>(read: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = []
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo } = await read(after)
    nodes.push(...edges.map(({ node }) => node))
    if (!pageInfo.hasNextPage) return nodes
    after = pageInfo.endCursor
  }
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))
