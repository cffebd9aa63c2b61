import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { addUpImpact, measureImpact } from './measure-impact.ts'

/**
 * Scores problems again whose reports did not change. Problems that somebody recounts meanwhile are waited for one
 * by one: who holds several rows and waits for another may be waited for.
 */
export async function scoreProblems(
  deps: Deps,
  organizationId: string,
  problemIds: readonly string[],
): Promise<void> {
  const scored = await inTransaction(deps.database, async (transaction) => {
    const free = await lock(transaction, organizationId, problemIds, Prisma.sql`SKIP LOCKED`)
    await score(deps, transaction, organizationId, free)
    return new Set(free)
  })
  for (const problemId of problemIds.filter((id) => !scored.has(id))) {
    await inTransaction(deps.database, async (transaction) => {
      const locked = await lock(transaction, organizationId, [problemId], Prisma.empty)
      await score(deps, transaction, organizationId, locked)
    })
  }
}

/** A statement of its own: what is measured after it sees everything that the lock was waited for. */
async function lock(
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
  otherwise: Prisma.Sql,
): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM problems WHERE organization_id = ${organizationId}::uuid AND id = ANY(${problemIds}::uuid[])
    FOR NO KEY UPDATE ${otherwise}`
  return rows.map(({ id }) => id)
}

async function score(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemIds: readonly string[],
): Promise<void> {
  if (problemIds.length === 0) return
  const counts = {
    reports: Prisma.sql`problems.report_count`,
    customers: Prisma.sql`problems.customer_count`,
    growth: Prisma.sql`problems.growth`,
  }
  const impact = addUpImpact(counts, Prisma.sql`amounts`)
  await transaction.$executeRaw`
    UPDATE problems SET impact = ${impact}, impact_amounts = amounts, revenue = (amounts ->> 'revenue')::float8,
      updated_at = ${deps.clock.now()}
    FROM (${measureImpact(organizationId, problemIds)}) AS measured
    WHERE organization_id = ${organizationId}::uuid AND id = problem_id
      AND (impact, impact_amounts) IS DISTINCT FROM (${impact}, amounts)`
}
