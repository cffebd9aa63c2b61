import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { sendSourceJob } from './send-source-job.ts'

/** Comparing lists no comment or issue that was deleted: each that is published is read by itself, ever so often. */
const unseenIntervals = 24
const mostAtOnce = 100

export async function recheckSources(deps: Deps): Promise<void> {
  if (deps.github === null) return
  const { prisma } = deps.database
  const before = new Date(deps.clock.now().getTime() - deps.timing.reconcileMs * unseenIntervals)
  const unseen = await prisma.guidanceSource.findMany({
    where: { seenAt: { lt: before }, judgedHash: { not: null } },
    orderBy: { seenAt: 'asc' },
    take: mostAtOnce,
  })
  for (const source of unseen)
    await inTransaction(deps.database, (transaction) => sendSourceJob(deps, transaction, source))
}
