import { Prisma, type Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { recordDecision } from '../decisions/record-decision.ts'
import { findReleases } from './find-releases.ts'
import { judgeReport, type LaterReport } from './judge-report.ts'
import { tellSignal } from './tell-signal.ts'

/**
 * Looks whether a fixed problem is back. A true regression moves its status, by a decision of the service itself;
 * what only may be one is told for people to review.
 * @returns whether its status moved
 */
export async function watchRegression(
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<boolean> {
  const problem = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })
  const { status, fixId, fixedAt, fixedInVersion } = problem
  if (status !== 'FIXED' || fixId === null || fixedAt === null) return false
  const reports = await findLaterReports(transaction, problem, fixId)
  if (reports.length === 0) return false

  const releases = await findReleases(transaction, problem)
  const fix = { version: fixedInVersion, at: fixedAt }
  const judged = reports.map((report) => ({ report, verdict: judgeReport(report, fix, releases) }))
  const back = judged.find(({ verdict }) => verdict === 'REGRESSION')?.report
  if (back) return regress(deps, transaction, problem, back)

  const reviewedUntil = await findReviewEnd(transaction, problem)
  const unclear = judged.find(
    ({ report, verdict }) => verdict === 'REVIEW' && report.occurredAt >= reviewedUntil,
  )?.report
  if (unclear) {
    const { version, id: reportId } = unclear
    await tellSignal(deps, transaction, problem, 'REGRESSION_REVIEW', { version, fixedInVersion, reportId })
  }
  return false
}

async function regress(deps: Deps, transaction: Transaction, problem: Problem, report: LaterReport) {
  const { organizationId, id, fixedInVersion } = problem
  const now = deps.clock.now()
  const { count } = await transaction.problem.updateMany({
    where: { organizationId, id, status: 'FIXED', fixId: problem.fixId },
    data: { status: 'REGRESSED', statusSince: now, updatedAt: now },
  })
  if (count === 0) return false
  const fixed = fixedInVersion === null ? 'after it was fixed' : `but fixed in ${fixedInVersion}`
  await recordDecision(deps, transaction, 'SERVICE', {
    organizationId,
    problemId: id,
    otherProblemId: null,
    kind: 'REGRESSED',
    reason: `Reported from version ${report.version}, ${fixed}.`,
  })
  await transaction.problemSignal.updateMany({
    where: { organizationId, problemId: id, kind: 'REGRESSION_REVIEW', endedAt: null },
    data: { endedAt: now },
  })
  const { version, id: reportId } = report
  await tellSignal(deps, transaction, problem, 'REGRESSION', { version, fixedInVersion, reportId })
  return true
}

/**
 * The latest report of each version among those that came in after the fix was told: earlier ones were known to who
 * told it. Ids sort by time, also within the millisecond.
 */
const findLaterReports = (
  transaction: Transaction,
  { organizationId, id }: Problem,
  fixId: string,
): Promise<LaterReport[]> =>
  transaction.$queryRaw<LaterReport[]>(Prisma.sql`
    SELECT DISTINCT ON (version) report_id AS id, version, occurred_at AS "occurredAt" FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${id}::uuid AND report_id > ${fixId}::uuid
    ORDER BY version, occurred_at DESC, report_id`)

/** When the last review was over: what occurred before was part of it. */
async function findReviewEnd(transaction: Transaction, { organizationId, id }: Problem): Promise<Date> {
  const { _max } = await transaction.problemSignal.aggregate({
    where: { organizationId, problemId: id, kind: 'REGRESSION_REVIEW' },
    _max: { endedAt: true },
  })
  return _max.endedAt ?? new Date(0)
}
