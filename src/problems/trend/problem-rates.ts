import { Prisma, type Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'

export const ratedDays = 28
/** In fewer reports than this, one more or less moves the rate too far to be read. */
export const fewestForRate = 50

/** Who has fewer reports of the problem than so many others is left out. */
const mostRates = 50

/** How often a problem comes up among all that a group of people reports about its product. */
export type Rate = {
  reports: number
  volume: number
  perThousand: number | null
  low: number | null
  high: number | null
}

type Counted = { reports: number; volume: number }

export async function rateByLanguage(deps: Deps, problem: Problem): Promise<(Rate & { language: string })[]> {
  const rows = await deps.database.prisma.$queryRaw<(Counted & { language: string })[]>(Prisma.sql`
    WITH volume AS (${volumeOf(deps, problem)})
    SELECT language, count(*) FILTER (WHERE own)::int AS reports, count(*)::int AS volume FROM volume
    GROUP BY language HAVING count(*) FILTER (WHERE own) > 0 ORDER BY reports DESC, language LIMIT ${mostRates}`)
  return rows.map((row) => ({ ...row, ...rate(row) }))
}

/** By the team of who reported; null: members without one. */
export async function rateByTeam(
  deps: Deps,
  problem: Problem,
): Promise<(Rate & { teamId: string | null })[]> {
  const rows = await deps.database.prisma.$queryRaw<(Counted & { teamId: string | null })[]>(Prisma.sql`
    WITH volume AS (${volumeOf(deps, problem)})
    SELECT team_id AS "teamId", count(*) FILTER (WHERE own)::int AS reports, count(*)::int AS volume FROM volume
    JOIN members ON members.organization_id = ${problem.organizationId}::uuid AND members.id = volume.reporter_id
    GROUP BY team_id HAVING count(*) FILTER (WHERE own) > 0 ORDER BY reports DESC, team_id LIMIT ${mostRates}`)
  return rows.map((row) => ({ ...row, ...rate(row) }))
}

/**
 * All reports of the problem's product within the window, and those of the problem that name no product or another
 * one: so no rate is above one. A problem without a product is compared with all reports that name none.
 */
function volumeOf(deps: Deps, { organizationId, id, productId }: Problem): Prisma.Sql {
  const since = new Date(deps.clock.now().getTime() - ratedDays * 86_400_000)
  const organization = Prisma.sql`${organizationId}::uuid`
  const product = productId === null ? Prisma.sql`IS NULL` : Prisma.sql`= ${productId}::uuid`
  return Prisma.sql`
    SELECT r.language, r.reporter_id, m.problem_id IS NOT NULL AS own FROM reports r
    LEFT JOIN memberships m ON m.organization_id = r.organization_id AND m.report_id = r.id AND m.problem_id = ${id}::uuid
    WHERE r.organization_id = ${organization} AND r.product_id ${product} AND r.occurred_at > ${since}
    UNION ALL
    SELECT r.language, r.reporter_id, true FROM memberships m
    JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organization} AND m.problem_id = ${id}::uuid AND m.occurred_at > ${since}
      AND (r.product_id ${product}) IS NOT TRUE`
}

/** With Wilson's interval at 95 %, which holds for small counts too. */
export function rate({ reports, volume }: Counted): Rate {
  if (volume < fewestForRate) return { reports, volume, perThousand: null, low: null, high: null }
  const share = reports / volume
  const z = 1.96
  const middle = (share + z ** 2 / (2 * volume)) / (1 + z ** 2 / volume)
  const spread =
    (z / (1 + z ** 2 / volume)) * Math.sqrt((share * (1 - share)) / volume + z ** 2 / (4 * volume ** 2))
  return {
    reports,
    volume,
    perThousand: share * 1_000,
    low: Math.max(0, middle - spread) * 1_000,
    high: Math.min(1, middle + spread) * 1_000,
  }
}
