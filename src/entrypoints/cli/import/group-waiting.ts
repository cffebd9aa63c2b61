import { groupWhatCan } from '../../../grouping/group-what-can.ts'
import type { Deps } from '../../../platform/deps.ts'

const batchSize = 50

/**
 * Puts all reports of an organization that wait into problems, in the order in which they happened.
 * What is in when it is interrupted stays; a service that starts goes on with the rest, and with what could not be
 * grouped.
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
  const failed: string[] = []
  for (let done = 0; ; ) {
    const waiting = await deps.database.prisma.report.findMany({
      where: { ...where, id: { notIn: failed } },
      orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
      take: batchSize,
      select: { id: true },
    })
    if (waiting.length === 0) return done
    const reportIds = waiting.map(({ id }) => id)
    const refused = await groupWhatCan(deps, organizationId, reportIds)
    failed.push(...refused)
    done += reportIds.length - refused.length
    onProgress(done, Math.max(done, total))
  }
}
