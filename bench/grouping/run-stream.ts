import { createProduct } from '../../src/catalog/create-product.ts'
import { regroupedEvery } from '../../src/entrypoints/cli/stream/feed-reports.ts'
import type { StreamLine } from '../../src/entrypoints/cli/stream/read-stream.ts'
import { toReport } from '../../src/entrypoints/cli/stream/read-stream.ts'
import { regroupNow } from '../../src/grouping/regroup-now.ts'
import type { Deps } from '../../src/platform/deps.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { submitReport } from '../../src/reports/submit-report.ts'

export type Prediction = { id: string; cluster0: string | null; cluster: string | null }

/**
 * One pass in order through the code that the service runs, as `bothways stream` makes it over HTTP.
 * @param settings of the products: with a repository, recurring problems get tickets, and are not merged any more
 */
export async function runStream(
  deps: Deps,
  viewer: Viewer,
  lines: readonly StreamLine[],
  settings: { repository?: string; ticketPolicy?: 'AUTOMATIC' },
): Promise<Prediction[]> {
  for (const key of new Set(lines.flatMap(({ product }) => product ?? [])))
    await createProduct(deps, viewer, { key, name: key, ...settings })
  const arrived: { id: string; reportId: string; cluster0: string | null }[] = []
  for (const line of lines) {
    const { reportId } = await submitReport(deps, viewer, {
      ...toReport(line),
      occurredAt: new Date(line.ts),
    })
    arrived.push({ id: line.id, reportId, cluster0: await problemOf(deps, viewer, reportId) })
    if (arrived.length % regroupedEvery === 0) await regroup(deps, viewer)
  }
  await regroup(deps, viewer)
  const predictions: Prediction[] = []
  for (const { id, reportId, cluster0 } of arrived)
    predictions.push({ id, cluster0, cluster: await problemOf(deps, viewer, reportId) })
  return predictions
}

async function regroup(deps: Deps, viewer: Viewer): Promise<void> {
  while (!(await regroupNow(deps, viewer, {})).done);
}

async function problemOf(deps: Deps, { organizationId }: Viewer, reportId: string): Promise<string | null> {
  const membership = await deps.database.prisma.membership.findUnique({
    where: { organizationId_reportId: { organizationId, reportId } },
    select: { problemId: true },
  })
  return membership?.problemId ?? null
}
