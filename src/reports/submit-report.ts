import type { Deps } from '../platform/deps.ts'
import { DomainError } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { prepareReports } from './prepare-reports.ts'
import type { ReportDraft } from './report-input.ts'
import { storeReports } from './store-reports.ts'

/**
 * Takes one report: first stored, then told to whoever groups it, then answered. The same external id
 * again changes nothing and answers the same report.
 */
export async function submitReport(
  deps: Deps,
  viewer: Viewer,
  draft: ReportDraft,
): Promise<{ reportId: string; alreadyKnown: boolean }> {
  requireScope(viewer, 'REPORT')
  const [prepared] = await prepareReports(deps, viewer, [draft])
  if (prepared === undefined || prepared instanceof DomainError) throw prepared

  const known = await findByExternalId(deps, viewer, prepared.externalId)
  if (known !== null) return { reportId: known, alreadyKnown: true }

  const { organizationId } = viewer
  const [reportId] = await storeReports(deps, viewer, [prepared], 'LIVE')
  // Another request with the same external id was faster.
  if (reportId === undefined)
    return { reportId: await raced(deps, viewer, prepared.externalId), alreadyKnown: true }
  await deps.events.announce(deps, 'reports.received', {
    organizationId,
    reportIds: [reportId],
    urgency: 'LIVE',
  })
  return { reportId, alreadyKnown: false }
}

async function findByExternalId(
  deps: Deps,
  { organizationId }: Viewer,
  externalId: string | null | undefined,
): Promise<string | null> {
  if (externalId == null) return null
  const known = await deps.database.prisma.report.findUnique({
    where: { organizationId_externalId: { organizationId, externalId } },
    select: { id: true },
  })
  return known?.id ?? null
}

async function raced(deps: Deps, viewer: Viewer, externalId: string | null | undefined): Promise<string> {
  const known = await findByExternalId(deps, viewer, externalId)
  if (known === null) throw new Error('a report was neither stored nor known')
  return known
}
