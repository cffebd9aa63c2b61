import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { createApiKey } from './create-api-key.ts'
import { createOrganization } from './create-organization.ts'

const firstStartLock = 4_720_001

/**
 * On the very first start: an organization, its administrator, and a key to show once. Of several nodes
 * that start at once, one does it.
 * @returns the key, or null where there is an organization already
 */
export async function ensureOrganization(deps: Deps): Promise<string | null> {
  const administrator = await inTransaction(deps.database, async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${firstStartLock})`
    if ((await transaction.organization.count()) > 0) return null
    return createOrganization(deps, transaction, { name: 'My organization', adminName: 'Administrator' })
  })
  if (administrator === null) return null
  const { token } = await createApiKey(deps, administrator, { name: 'first start', scopes: ['ADMIN'] })
  return token
}
