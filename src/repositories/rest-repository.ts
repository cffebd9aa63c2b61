import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'

/** Why nobody asks a repository now, and until when. */
export type Wait = { until: Date; reason: string }

type Named = Pick<Repository, 'organizationId' | 'id'>

const longestSilence = 10 * 60_000

/** GitHub said how long to wait. It is kept, so that neither a restart nor another node forgets it. */
export async function restUntil(deps: Deps, repository: Named, until: Date): Promise<Wait> {
  const reason = `GitHub limits how fast we work; we go on at ${until.toISOString()}.`
  deps.counters.limits.inc({ by: 'github' })
  await rest(deps, repository, { restUntil: until, restReason: reason })
  return { until, reason }
}

/** It gave no answer that can be trusted. Asked ever more seldom, it holds up no other. */
export async function restSilent(
  deps: Deps,
  repository: Pick<Repository, 'organizationId' | 'id' | 'silences'>,
  what: string,
): Promise<Wait> {
  const wait = Math.min((deps.timing.settleMs / 4) * 2 ** Math.min(repository.silences, 10), longestSilence)
  const until = new Date(deps.clock.now().getTime() + wait)
  const reason = `GitHub does not answer (${what}) We try again at ${until.toISOString()}.`
  await rest(deps, repository, { restUntil: until, restReason: reason, silences: repository.silences + 1 })
  return { until, reason }
}

/** The wait that was agreed on before, if it is not over. */
export function waitOf({ restUntil, restReason }: Repository, now: Date): Wait | null {
  return restUntil !== null && restUntil > now ? { until: restUntil, reason: restReason ?? '' } : null
}

const rest = (
  { database }: Deps,
  { organizationId, id }: Named,
  data: { restUntil: Date; restReason: string; silences?: number },
) => database.prisma.repository.updateMany({ where: { organizationId, id }, data })
