import type { Deps } from '../../../platform/deps.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { importReports } from '../../../reports/import-reports.ts'
import type { ReportSink } from './report-sink.ts'

export const storeInDatabase =
  (deps: Deps, operator: Viewer): ReportSink =>
  async (reports) => {
    const { rejected, ...counts } = await importReports(
      deps,
      operator,
      reports.map(({ draft }) => draft),
    )
    return { ...counts, rejected: rejected.map(({ index, refusal }) => ({ index, reason: refusal.message })) }
  }
