import type { Report } from '../platform/database/generated/prisma/client.ts'
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
): Promise<{ report: Report; alreadyKnown: boolean }> {
  requireScope(viewer, 'REPORT')
  const [prepared] = await prepareReports(deps, viewer, [draft])
  if (prepared === undefined || prepared instanceof DomainError) throw prepared

  const known = prepared.externalId ? await findByExternalId(deps, viewer, prepared.externalId) : null
  if (known !== null) return { report: known, alreadyKnown: true }

  const { organizationId } = viewer
  const [reportId] = await storeReports(deps, viewer, [prepared], 'LIVE')
  if (reportId !== undefined) {
    await deps.events.announce(deps, 'reports.received', {
      organizationId,
      reportIds: [reportId],
      urgency: 'LIVE',
    })
  }
  const report = await deps.database.prisma.report.findUniqueOrThrow({
    where: reportId
      ? { organizationId_id: { organizationId, id: reportId } }
      : { organizationId_externalId: { organizationId, externalId: String(prepared.externalId) } },
  })
  return { report, alreadyKnown: reportId === undefined }
}

const findByExternalId = (deps: Deps, { organizationId }: Viewer, externalId: string) =>
  deps.database.prisma.report.findUnique({
    where: { organizationId_externalId: { organizationId, externalId } },
  })
