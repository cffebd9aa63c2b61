import { mostReportsAtOnce } from '../../../reports/import-reports.ts'
import { type Remote, readRemote } from '../api-client.ts'
import { UsageError } from '../usage-error.ts'

export const formats = ['jsonl', 'csv'] as const

export type ImportOptions = {
  file: string
  format: (typeof formats)[number]
  product: string | null
  rejects: string | null
  batchSize: number
  remote: Remote | null
  organization?: string
}

/** @throws UsageError */
export function readImportOptions(file: string, options: Record<string, unknown>): ImportOptions {
  return {
    file,
    format: readFormat(file, options.format),
    product: textOrNull(options.product),
    rejects: textOrNull(options.rejects),
    batchSize: readBatchSize(options.batchSize),
    remote: readRemote(options),
    ...(options.organization === undefined ? {} : { organization: String(options.organization) }),
  }
}

/** From --format, else from how the name of the file ends. */
function readFormat(file: string, given: unknown): ImportOptions['format'] {
  const name = String(given ?? /\.([^.]+)$/.exec(file)?.[1]).toLowerCase()
  const format = formats.find((known) => known === (name === 'ndjson' ? 'jsonl' : name))
  if (format !== undefined) return format
  throw new UsageError(
    given === undefined
      ? `${file}: its name does not tell what it is. Add --format ${formats.join(' or --format ')}.`
      : `--format ${given}: must be ${formats.join(' or ')}.`,
  )
}

function readBatchSize(given: unknown): number {
  const size = Number(given ?? mostReportsAtOnce)
  if (Number.isInteger(size) && size >= 1 && size <= mostReportsAtOnce) return size
  throw new UsageError(`--batch-size ${given}: must be 1 to ${mostReportsAtOnce}.`)
}

const textOrNull = (value: unknown): string | null => (value === undefined ? null : String(value))
