import { EmbedderUnavailable } from '../embedding/embedder.ts'
import type { Deps } from '../platform/deps.ts'
import { groupReports } from './group-reports.ts'

/**
 * Groups reports together, and where that fails one by one: a report that the database refuses keeps only itself
 * waiting.
 * @returns the ids of those that could not be grouped, which are logged
 * @throws EmbedderUnavailable; that is no fault of a report, and all are to be tried again
 */
export async function groupWhatCan(
  deps: Deps,
  organizationId: string,
  reportIds: readonly string[],
): Promise<readonly string[]> {
  try {
    await groupReports(deps, organizationId, reportIds)
    return []
  } catch (err) {
    if (err instanceof EmbedderUnavailable) throw err
    if (reportIds.length > 1) return groupOneByOne(deps, organizationId, reportIds)
    deps.log.error(
      { err, organizationId, reportIds },
      'a report could not be grouped; it waits for another try',
    )
    return reportIds
  }
}

async function groupOneByOne(deps: Deps, organizationId: string, reportIds: readonly string[]) {
  const failed: string[] = []
  for (const id of reportIds) failed.push(...(await groupWhatCan(deps, organizationId, [id])))
  return failed
}
