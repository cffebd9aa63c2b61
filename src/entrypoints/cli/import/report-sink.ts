import type { ReadReport } from './read-report.ts'

export type SinkResult = {
  imported: number
  alreadyKnown: number
  rejected: { index: number; reason: string }[]
}

/** Where an import puts its reports, up to 500 at once: what is durable when it resolves stays so. */
export type ReportSink = (reports: readonly ReadReport[]) => Promise<SinkResult>
