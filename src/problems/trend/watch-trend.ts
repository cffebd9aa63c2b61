import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { findSeries } from './find-series.ts'
import { calmAfter, readTrend } from './read-trend.ts'
import { tellSignal } from './tell-signal.ts'

/** Tells of a problem that emerges or spikes. To be called when reports came to it. */
export async function watchTrend(
  deps: Deps,
  transaction: Transaction,
  problem: { organizationId: string; id: string },
): Promise<void> {
  const trend = readTrend(await findSeries(deps, transaction, problem))
  const { direction, windowDays, customers, expected, probability } = trend
  if (direction !== 'EMERGING' && direction !== 'SPIKE') return
  await tellSignal(deps, transaction, problem, direction, {
    windowHours: windowDays * 24,
    customers,
    expected,
    probability,
    ...(direction === 'SPIKE' ? { calmCustomers: calmAfter(trend) } : {}),
  })
}
