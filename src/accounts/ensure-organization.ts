import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { createApiKey } from './create-api-key.ts'
import { createOrganization } from './create-organization.ts'

const firstStartLock = 4_720_001

/**
 * On the very first start: an organization, its administrator, and a key to show once. Of several nodes
 * that start at once, one does it. All of it commits together: an organization without a key lets nobody in.
 * @returns the key, or null where there is an organization already
 */
export const ensureOrganization = (deps: Deps): Promise<string | null> =>
  inTransaction(deps.database, async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${firstStartLock})`
    if ((await transaction.organization.count()) > 0) return null
    const who = { name: 'My organization', adminName: 'Administrator' }
    const administrator = await createOrganization(deps, transaction, who)
    const what = { name: 'first start', scopes: ['ADMIN' as const] }
    const { token } = await createApiKey(deps, administrator, what, transaction)
    return token
  })
