import { encodeGlobalID } from '@pothos/plugin-relay'
import { createApiKey } from '../../../accounts/create-api-key.ts'
import { revokeApiKey } from '../../../accounts/revoke-api-key.ts'
import type { Deps } from '../../../platform/deps.ts'
import { parseGlobalId } from '../../../platform/graphql/global-id.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { CommandRefused } from '../usage-error.ts'
import type { KeyStore } from './key-store.ts'

export function keysInDatabase(deps: Deps, operator: Viewer): KeyStore {
  const { organizationId } = operator
  const { prisma } = deps.database
  return {
    async create({ name, scopes, member, expiresAt }) {
      const memberId = member === null ? operator.memberId : await findMember(member)
      const { apiKey, token } = await createApiKey(deps, operator, { name, scopes, memberId, expiresAt })
      return { id: encodeGlobalID('ApiKey', apiKey.id), token }
    },
    async list() {
      const keys = await prisma.apiKey.findMany({
        where: { organizationId },
        include: { member: true },
        orderBy: { id: 'desc' },
      })
      return keys.map((key) => ({ ...key, id: encodeGlobalID('ApiKey', key.id), member: key.member.name }))
    },
    async revoke(id) {
      const { apiKey } = await revokeApiKey(deps, operator, { id: parseGlobalId('ApiKey', id) })
      return { name: apiKey.name }
    },
  }

  async function findMember(name: string): Promise<string> {
    const members = await prisma.member.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
    const found = members.find((member) => member.name === name)
    if (found === undefined) throw new MemberUnknown(name, members)
    return found.id
  }
}

export class MemberUnknown extends CommandRefused {
  constructor(name: string, members: readonly { name: string }[]) {
    const names = members.slice(0, 20).map((member) => `"${member.name}"`)
    super(`There is no member "${name}". Name one of ${names.join(', ')}, or create one with createMember.`)
  }
}
