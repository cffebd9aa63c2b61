import type { Api } from '../api-client.ts'
import { CommandRefused } from '../usage-error.ts'
import type { ReportSink } from './report-sink.ts'

const importReports = `mutation ImportReports($input: ImportReportsInput!) {
  importReports(input: $input) {
    ... on ImportReportsSuccess {
      imported
      alreadyKnown
      rejected { index error { message } }
    }
    ... on UserError { message }
  }
}`

type Answer = {
  importReports: {
    message?: string
    imported?: number
    alreadyKnown?: number
    rejected?: { index: number; error: { message: string } }[]
  }
}

export const sendToApi =
  (api: Api): ReportSink =>
  async (reports) => {
    const input = { reports: reports.map((report) => report.input) }
    const { message, imported, alreadyKnown, rejected } = (await api.ask<Answer>(importReports, { input }))
      .importReports
    if (imported === undefined || alreadyKnown === undefined || rejected === undefined) {
      throw new CommandRefused(`The service refused a batch: ${message}`)
    }
    return {
      imported,
      alreadyKnown,
      rejected: rejected.map(({ index, error }) => ({ index, reason: error.message })),
    }
  }
