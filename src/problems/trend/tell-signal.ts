import { Prisma, type SignalKind } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'

/** What a signal is based on; docs/trend.md says which kind has which figures. */
export type SignalFigures = {
  windowHours?: number
  customers?: number
  expected?: number | null
  probability?: number | null
  calmCustomers?: number
  version?: string | null
  fixedInVersion?: string | null
  reportId?: string
}

const all = ['EMERGING', 'SPIKE', 'REGRESSION', 'REGRESSION_REVIEW'] as const

/** While one of these lasts, a kind is not told: that what is back or new grows fast is no news. */
const silencing: Record<SignalKind, readonly SignalKind[]> = {
  EMERGING: all,
  SPIKE: all,
  REGRESSION: ['REGRESSION'],
  REGRESSION_REVIEW: ['REGRESSION_REVIEW', 'REGRESSION'],
}

/**
 * Tells something about a problem, once an episode: while one lasts, it is not told again, however often and on how
 * many nodes it is noticed.
 * @returns whether it was told now
 */
export async function tellSignal(
  deps: Deps,
  transaction: Transaction,
  { organizationId, id: problemId }: { organizationId: string; id: string },
  kind: SignalKind,
  figures: SignalFigures,
): Promise<boolean> {
  const signalId = deps.ids.next()
  // Of two that count the same episodes at once, the unique key lets one in.
  const told = await transaction.$executeRaw(Prisma.sql`
    INSERT INTO problem_signals (organization_id, id, problem_id, kind, episode, at, window_hours, customers, expected,
      probability, calm_customers, version, fixed_in_version, report_id)
    SELECT ${organizationId}::uuid, ${signalId}::uuid, ${problemId}::uuid, ${kind}::signal_kind,
      coalesce(max(episode) FILTER (WHERE kind = ${kind}::signal_kind), 0) + 1, ${deps.clock.now()}, ${figures.windowHours ?? null}::int,
      ${figures.customers ?? null}::int, ${figures.expected ?? null}::float8, ${figures.probability ?? null}::float8,
      ${figures.calmCustomers ?? null}::int, ${figures.version ?? null}, ${figures.fixedInVersion ?? null},
      ${figures.reportId ?? null}::uuid
    FROM problem_signals
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid
    HAVING count(*) FILTER (WHERE ended_at IS NULL AND kind = ANY(${[...silencing[kind]]}::signal_kind[])) = 0
    ON CONFLICT (organization_id, problem_id, kind, episode) DO NOTHING`)
  if (told === 0) return false
  await deps.events.emit(deps, transaction, 'problem.signalled', {
    organizationId,
    problemId,
    signalId,
    kind,
  })
  return true
}
