import type { ImportEntry } from './import-entry.ts'
import { createNamer } from './name-reports.ts'
import { type ReadReport, readReport } from './read-report.ts'
import type { ReportSink } from './report-sink.ts'

export type FileSummary = { imported: number; alreadyKnown: number; refused: number }

/** A line that was not imported, and why. */
export type Refusal = { line: number; reason: string; content: string }

type Waiting = ReadReport & Refusal & { bytes: number }

/** Below what the API takes in one request, with room for the JSON around the reports. */
const mostBytes = 4_000_000

export type FileImport = {
  sink: ReportSink
  /** At most 500. */
  batchSize: number
  /** The key of the product of those reports that name none. */
  product: string | null
  onRefusal(refusal: Refusal): void
  /** Called when what stands before `end` (bytes) is durable or refused. */
  onProgress(end: number, summary: FileSummary): void
}

/** Imports a file batch by batch. Interrupted anywhere, it may be run again: see `createNamer`. */
export async function importReportsOfFile(
  entries: AsyncIterable<ImportEntry>,
  { sink, batchSize, product, onRefusal, onProgress }: FileImport,
): Promise<FileSummary> {
  const summary: FileSummary = { imported: 0, alreadyKnown: 0, refused: 0 }
  const nameReport = createNamer()
  let batch: Waiting[] = []
  let bytes = 0
  let end = 0
  const refuse = ({ line, reason, content }: Refusal) => {
    summary.refused += 1
    onRefusal({ line, reason, content })
  }
  const flush = async () => {
    if (batch.length > 0) {
      const { imported, alreadyKnown, rejected } = await sink(batch)
      summary.imported += imported
      summary.alreadyKnown += alreadyKnown
      for (const { index, reason } of rejected) refuse({ ...(batch[index] as Waiting), reason })
    }
    batch = []
    bytes = 0
    onProgress(end, summary)
  }
  for await (const entry of entries) {
    const read = 'reason' in entry ? entry : readReport(entry.value)
    if ('reason' in read) refuse({ line: entry.line, reason: read.reason, content: entry.content })
    else {
      const waiting = prepare(read, entry, nameReport(read.input), product)
      if (batch.length === batchSize || bytes + waiting.bytes > mostBytes) await flush()
      batch.push(waiting)
      bytes += waiting.bytes
    }
    end = entry.end
  }
  await flush()
  return summary
}

function prepare(
  { input, draft }: ReadReport,
  { line, content }: ImportEntry,
  externalId: string,
  product: string | null,
): Waiting {
  const more = { externalId, ...(product !== null && input.product == null ? { product } : {}) }
  const whole = { ...input, ...more }
  return {
    line,
    content,
    reason: '',
    input: whole,
    draft: { ...draft, ...more },
    bytes: Buffer.byteLength(JSON.stringify(whole)),
  }
}
