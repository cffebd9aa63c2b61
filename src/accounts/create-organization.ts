import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { Viewer } from '../platform/viewer.ts'

/** A new tenant with its first member, who may do everything. */
export async function createOrganization(
  deps: Deps,
  transaction: Transaction,
  input: { name: string; adminName: string },
): Promise<Viewer> {
  const [organizationId, memberId, createdAt] = [deps.ids.next(), deps.ids.next(), deps.clock.now()]
  const secret = Uint8Array.from(deps.ids.secret(32))
  await transaction.organization.create({ data: { id: organizationId, name: input.name, secret, createdAt } })
  await transaction.member.create({
    data: { organizationId, id: memberId, name: input.adminName, kind: 'PERSON', createdAt },
  })
  return { organizationId, memberId, teamId: null, scopes: ['ADMIN'], keyId: null }
}
