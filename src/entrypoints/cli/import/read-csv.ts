import { parse } from 'csv-parse/sync'
import { CommandRefused } from '../usage-error.ts'
import type { ImportEntry } from './import-entry.ts'
import type { Line } from './split-lines.ts'

/** Text of 20,000 characters with line ends in it has fewer lines than this, unless it was made to break things. */
const mostLinesPerRecord = 500

/**
 * The first line names the columns. A record ends where its quotes are balanced; one that never ends, or that
 * breaks the rules of CSV, costs its first line only: reading goes on with the second.
 *
 * @param columns the names that are allowed @throws CommandRefused where the header holds others
 */
export async function* readCsv(
  lines: AsyncIterable<Line>,
  columns: readonly string[],
  mostBytes: number,
): AsyncGenerator<ImportEntry> {
  let header: { names: string[]; delimiter: string } | null = null
  let record: Line[] = []
  for await (const line of lines) {
    if (header === null) {
      header = readHeader(line, columns)
      continue
    }
    record.push(line)
    yield* settle(header, record, false)
    if (record.length >= mostLinesPerRecord || sizeOf(record) > mostBytes) yield* settle(header, record, true)
  }
  if (header !== null) while (record.length > 0) yield* settle(header, record, true)

  /** Takes complete records off the front; with `force` at least one line, complete or not. */
  function* settle({ names, delimiter }: NonNullable<typeof header>, waiting: Line[], force: boolean) {
    let must = force
    while (waiting.length > 0) {
      const length = completeLength(waiting)
      if (length === null && !must) return
      const { entry, used } = readRecord(waiting.slice(0, length ?? waiting.length), names, delimiter)
      record = waiting = waiting.slice(used)
      must = false
      if (entry.content.trim() !== '' || 'reason' in entry) yield entry
    }
  }
}

/** How many lines the first record has; null while a quote is open. */
function completeLength(lines: readonly Line[]): number | null {
  let quotes = 0
  for (const [at, { text }] of lines.entries()) {
    quotes += text?.split('"').length ?? 1
    quotes -= 1
    if (quotes % 2 === 0) return at + 1
  }
  return null
}

const sizeOf = (lines: readonly Line[]): number =>
  lines.reduce((size, { text }) => size + (text?.length ?? 0), 0)

function readRecord(
  lines: readonly Line[],
  names: readonly string[],
  delimiter: string,
): { entry: ImportEntry; used: number } {
  const [first] = lines as [Line, ...Line[]]
  const refuseFirst = (reason: string) => ({
    entry: { line: first.number, end: first.end, content: first.text ?? '', reason },
    used: 1,
  })
  const unreadable = lines.find(({ text }) => text === null)
  if (unreadable) {
    const whose = unreadable === first ? 'The line' : `A quote is open, and line ${unreadable.number}`
    return refuseFirst(`${whose} ${unreadable.reason}.`)
  }
  const content = lines.map(({ text }) => text).join('\n')
  const whole = { line: first.number, end: (lines.at(-1) ?? first).end, content }
  if (content.trim() === '') return { entry: { ...whole, value: null }, used: lines.length }
  try {
    const [cells = []] = parse(content, { delimiter, relax_column_count: true }) as string[][]
    const entry =
      cells.length === names.length
        ? { ...whole, value: nest(names, cells) }
        : { ...whole, reason: `It has ${cells.length} cells, and the header names ${names.length} columns.` }
    return { entry, used: lines.length }
  } catch (error) {
    return refuseFirst(`Not CSV: ${explain(error)}`)
  }
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote that opens a cell is never closed.'
  return 'a quote stands inside a cell; put the whole cell into quotes and double those inside it.'
}

/** `customer.externalId` becomes `{ customer: { externalId } }`; empty cells are left out. */
function nest(names: readonly string[], cells: readonly string[]): object {
  const value: Record<string, unknown> = {}
  names.forEach((name, column) => {
    const cell = cells[column]
    if (cell === undefined || cell.trim() === '') return
    const path = name.split('.')
    let place = value
    for (const step of path.slice(0, -1)) {
      place[step] = place[step] ?? {}
      place = place[step] as Record<string, unknown>
    }
    place[path.at(-1) ?? name] = cell
  })
  return value
}

function readHeader(line: Line, columns: readonly string[]): { names: string[]; delimiter: string } {
  const text = line.text ?? ''
  const delimiter = [',', ';', '\t'].find((candidate) => text.includes(candidate)) ?? ','
  const names = readNames(text, delimiter)
  const unknown = names.filter((name) => !columns.includes(name))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  const wrong =
    unknown.length > 0
      ? `has no meaning for ${unknown.map((name) => `"${name}"`).join(', ')}`
      : twice !== undefined
        ? `names "${twice}" twice`
        : names.includes('text')
          ? null
          : 'lacks the column "text"'
  if (wrong !== null) {
    throw new CommandRefused(`The first line ${wrong}. It names the columns, out of ${columns.join(', ')}.`)
  }
  return { names, delimiter }
}

function readNames(text: string, delimiter: string): string[] {
  try {
    const [names = []] = parse(text, { delimiter, trim: true }) as string[][]
    return names
  } catch {
    throw new CommandRefused(
      'The first line is not CSV. It names the columns, such as: text,product,occurredAt',
    )
  }
}
