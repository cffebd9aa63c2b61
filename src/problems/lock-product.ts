import type { Transaction } from '../platform/database/transaction.ts'

/**
 * Lets one transaction at a time decide about a product's problems, so that two nodes never open the
 * same problem twice. A report without a product may join any problem: it waits for all and all wait for it.
 */
export async function lockProduct(
  transaction: Transaction,
  organizationId: string,
  productId: string | null,
): Promise<void> {
  if (productId === null) {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${organizationId}, 0))`
    return
  }
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${organizationId}, 0)),
    pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${productId}`}, 0))`
}
