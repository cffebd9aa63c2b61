import { groupReports } from '../../../grouping/group-reports.ts'
import type { Deps } from '../../../platform/deps.ts'

const batchSize = 50

/**
 * Puts all reports of an organization that wait into problems, in the order in which they happened.
 * What is in when it is interrupted stays; a service that starts goes on with the rest.
 *
 * @throws EmbedderUnavailable
 */
export async function groupWaiting(
  deps: Deps,
  organizationId: string,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const where = { organizationId, groupedAt: null }
  const total = await deps.database.prisma.report.count({ where })
  for (let done = 0; ; ) {
    const waiting = await deps.database.prisma.report.findMany({
      where,
      orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
      take: batchSize,
      select: { id: true },
    })
    if (waiting.length === 0) return done
    await groupReports(
      deps,
      organizationId,
      waiting.map(({ id }) => id),
    )
    done += waiting.length
    onProgress(done, Math.max(done, total))
  }
}
