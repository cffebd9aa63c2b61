import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { redactPersonalData } from '../reports/redaction/redact-personal-data.ts'

const inputSchema = z.object({
  guidanceId: z.string(),
  version: z.int().min(1),
  kind: z.enum(['SHOWN', 'ACKNOWLEDGED', 'USED', 'HELPED', 'DID_NOT_HELP']),
  reportId: z.string().nullish(),
  caseId: text(200).nullish(),
  reason: text(1_000).nullish(),
})

/** Records what became of guidance for one agent on one case; the same again changes nothing. */
export async function recordReceipt(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'REPORT')
  const { guidanceId, version, kind, reportId, caseId, reason } = parseInput(inputSchema, input)
  if (kind === 'DID_NOT_HELP' && reason == null) {
    throw new InvalidInput('reason', 'say why it did not help: the product team needs it')
  }
  if ((reportId == null) === (caseId == null)) {
    throw new InvalidInput('reportId', 'name the case by either its reportId or its caseId')
  }
  const { organizationId, memberId } = viewer
  const { prisma } = deps.database
  const guidance = await prisma.guidanceVersion.findUnique({
    where: { organizationId_guidanceId_version: { organizationId, guidanceId, version } },
    include: { guidance: { select: { problemId: true } } },
  })
  if (guidance === null) throw new NotFound(`version ${version} of guidance`, guidanceId)
  if (reportId != null) {
    const report = await prisma.report.findUnique({
      where: { organizationId_id: { organizationId, id: reportId } },
    })
    if (report === null) throw new NotFound('report', reportId)
  }
  const caseKey = reportId ?? `case:${caseId}`
  const key = { organizationId, guidanceId, version, memberId, caseKey, kind }
  const where = { organizationId_guidanceId_version_memberId_caseKey_kind: key }

  return inTransaction(deps.database, async (transaction) => {
    const { count } = await transaction.receipt.createMany({
      data: {
        ...key,
        id: deps.ids.next(),
        reportId: reportId ?? null,
        reason: reason == null ? null : redactPersonalData(reason).text,
        recordedAt: deps.clock.now(),
      },
      skipDuplicates: true,
    })
    if (count === 1 && (kind === 'HELPED' || kind === 'DID_NOT_HELP')) {
      const { problemId } = guidance.guidance
      await deps.events.emit(deps, transaction, 'guidance.judged', { organizationId, guidanceId, problemId })
    }
    return { receipt: await transaction.receipt.findUniqueOrThrow({ where }) }
  })
}
