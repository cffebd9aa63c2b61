import type { Report } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import type { TextVector } from '../reports/vectors/vectorize-texts.ts'
import { vectorizeTexts } from '../reports/vectors/vectorize-texts.ts'
import { type GuidanceMatch, matchGuidance } from './match-guidance.ts'

/** The guidance that applies to a report, with what its problem and its customer add to the case. */
export async function guidanceForReport(deps: Deps, report: Report, limit: number): Promise<GuidanceMatch[]> {
  const { organizationId, id, language } = report
  const membership = await deps.database.prisma.membership.findUnique({
    where: { organizationId_reportId: { organizationId, reportId: id } },
    select: { problemId: true, problem: { select: { productId: true } } },
  })
  const customer =
    report.customerId === null
      ? null
      : await deps.database.prisma.customer.findUnique({
          where: { organizationId_id: { organizationId, id: report.customerId } },
          select: { locale: true },
        })
  const [vector] = await vectorizeTexts(deps, [{ text: report.redactedText, language }])
  return matchGuidance(
    deps,
    {
      organizationId,
      productId: report.productId ?? membership?.problem.productId ?? null,
      problemId: membership?.problemId ?? null,
      componentId: report.componentId,
      version: report.version,
      locale: customer?.locale ?? (language === 'und' ? null : language),
      touchpoint: report.touchpoint,
      vector: vector as TextVector,
    },
    limit,
  )
}
