import type { Deps } from '../platform/deps.ts'
import { DomainError, InvalidInput } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { type PreparedReport, prepareReports } from './prepare-reports.ts'
import type { ReportDraft } from './report-input.ts'
import { storeReports } from './store-reports.ts'

export const mostReportsAtOnce = 500

export type ImportResult = {
  imported: number
  alreadyKnown: number
  rejected: { index: number; refusal: DomainError }[]
}

/** Takes history in: the good reports are stored, the bad ones listed; a job groups them afterwards. */
export async function importReports(
  deps: Deps,
  viewer: Viewer,
  drafts: readonly ReportDraft[],
): Promise<ImportResult> {
  requireScope(viewer, 'REPORT')
  if (drafts.length === 0) throw new InvalidInput('reports', 'must hold at least one report')
  if (drafts.length > mostReportsAtOnce) {
    throw new InvalidInput(
      'reports',
      `must hold at most ${mostReportsAtOnce} reports; send the others in a further request`,
    )
  }
  const prepared = await prepareReports(deps, viewer, drafts)
  const good = prepared.filter((report): report is PreparedReport => !(report instanceof DomainError))
  const fresh = await withoutKnown(deps, viewer, good)
  const imported = fresh.length === 0 ? [] : await storeReports(deps, viewer, fresh, 'HISTORY')
  return {
    imported: imported.length,
    alreadyKnown: good.length - imported.length,
    rejected: prepared.flatMap((report, index) =>
      report instanceof DomainError ? [{ index, refusal: report }] : [],
    ),
  }
}

/** Leaves out what is stored already or stands earlier in the same list. */
async function withoutKnown(deps: Deps, { organizationId }: Viewer, reports: readonly PreparedReport[]) {
  const externalIds = reports.flatMap(({ externalId }) => externalId ?? [])
  const known = await deps.database.prisma.report.findMany({
    where: { organizationId, externalId: { in: externalIds } },
    select: { externalId: true },
  })
  const seen = new Set(known.map(({ externalId }) => externalId))
  return reports.filter(({ externalId }) => {
    if (externalId == null) return true
    if (seen.has(externalId)) return false
    seen.add(externalId)
    return true
  })
}
