import { Prisma, type Report } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { withMerged } from '../problems/with-merged.ts'
import { type GuidanceMatch, matchGuidance } from './match-guidance.ts'

type Place = { problemIds: string[]; productId: string | null; locale: string | null }

/** The guidance that applies to a report, with what its problem and its customer add to the case. */
export async function guidanceForReport(deps: Deps, report: Report, limit: number): Promise<GuidanceMatch[]> {
  const { organizationId, id, language } = report
  const [place] = await deps.database.prisma.$queryRaw<Place[]>(Prisma.sql`
    SELECT ARRAY${withMerged(organizationId, Prisma.sql`m.problem_id`)}::text[] AS "problemIds", p.product_id AS "productId", c.locale
    FROM reports r
    LEFT JOIN memberships m ON m.organization_id = r.organization_id AND m.report_id = r.id
    LEFT JOIN problems p ON p.organization_id = m.organization_id AND p.id = m.problem_id
    LEFT JOIN customers c ON c.organization_id = r.organization_id AND c.id = r.customer_id
    WHERE r.organization_id = ${organizationId}::uuid AND r.id = ${id}::uuid`)
  const problemIds = place?.problemIds ?? []
  return matchGuidance(
    deps,
    {
      organizationId,
      productId: report.productId ?? place?.productId ?? null,
      problemIds,
      componentId: report.componentId,
      version: report.version,
      locale: place?.locale ?? (language === 'und' ? null : language),
      touchpoint: report.touchpoint,
      text: report.redactedText,
      language,
      denseShare: deps.embedder.denseShare(language),
      reportId: problemIds.length === 0 ? null : id,
    },
    limit,
  )
}
