import { compareVersions, findRelease } from '../../catalog/compare-versions.ts'

/** Where a problem was fixed, as far as people said. */
export type Fix = { version: string | null; at: Date }

type DatedVersion = { version: string; releasedAt: Date }

/** A report that came in after the fix was told. */
export type LaterReport = { id: string; version: string | null; occurredAt: Date }

export type Verdict = 'REGRESSION' | 'REVIEW' | null

/**
 * Whether a report shows that a fixed problem is back: REGRESSION where it is from the fixed version or a newer
 * one and occurred after the release, REVIEW where the version does not tell, null where it shows nothing.
 */
export function judgeReport(report: LaterReport, fix: Fix, releases: readonly DatedVersion[]): Verdict {
  return fix.version === null
    ? judgeByDate(report, fix, releases)
    : judgeByVersion(report, { ...fix, version: fix.version }, releases)
}

function judgeByVersion(
  report: LaterReport,
  fix: Fix & { version: string },
  releases: readonly DatedVersion[],
): Verdict {
  // While nobody recorded the release, the fix is taken to have reached customers when it was told.
  const since = findRelease(fix.version, releases)?.releasedAt ?? fix.at
  if (report.occurredAt < since) return null
  if (report.version === null) return 'REVIEW'
  const order = compareVersions(report.version, fix.version, releases)
  if (order === 'UNKNOWN') return 'REVIEW'
  return order === 'OLDER' ? null : 'REGRESSION'
}

/**
 * Nobody said in which version, as when an issue is closed in GitHub. The first release after the fix has it for
 * sure; the one that was out then may or may not; older ones don't.
 */
function judgeByDate(report: LaterReport, fix: Fix, releases: readonly DatedVersion[]): Verdict {
  if (report.occurredAt < fix.at) return null
  if (report.version === null) return 'REVIEW'
  const byDate = releases.toSorted((a, b) => a.releasedAt.getTime() - b.releasedAt.getTime())
  const next = byDate.find(({ releasedAt }) => releasedAt > fix.at)
  if (next && report.occurredAt >= next.releasedAt) {
    const order = compareVersions(report.version, next.version, releases)
    if (order === 'SAME' || order === 'NEWER') return 'REGRESSION'
  }
  const current = byDate.findLast(({ releasedAt }) => releasedAt <= fix.at)
  const isOld = current && compareVersions(report.version, current.version, releases) === 'OLDER'
  return isOld ? null : 'REVIEW'
}
