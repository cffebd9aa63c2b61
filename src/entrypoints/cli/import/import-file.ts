import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { EmbedderUnavailable } from '../../../embedding/embedder.ts'
import type { Env } from '../../../env.ts'
import { systemClock } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { openService } from '../../open-service.ts'
import { type Api, openApi } from '../api-client.ts'
import { findOperator } from '../find-operator.ts'
import { quieter } from '../open-for-operator.ts'
import type { Terminal } from '../terminal.ts'
import { CommandRefused } from '../usage-error.ts'
import { groupWaiting } from './group-waiting.ts'
import type { FileSummary } from './import-reports-of-file.ts'
import { importReportsOfFile } from './import-reports-of-file.ts'
import { openRejects } from './open-rejects.ts'
import { startProgress } from './progress.ts'
import { readCsv } from './read-csv.ts'
import type { ImportOptions } from './read-import-options.ts'
import { readJsonl } from './read-jsonl.ts'
import { reportColumns } from './read-report.ts'
import type { ReportSink } from './report-sink.ts'
import { sendToApi } from './send-to-api.ts'
import { splitLines } from './split-lines.ts'
import { storeInDatabase } from './store-in-database.ts'

/** A report of 20,000 characters fits however it is escaped, with all its other fields. */
const mostBytesPerLine = 256 * 1024
/** More are counted, and stand in the file of --rejects; a terminal is no place for thousands. */
const mostRefusalsShown = 100

/** `bothways import FILE` @returns the exit code: 0 all is in, 1 some lines were refused */
export async function importFile(
  readEnv: () => Env,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.remote !== null) {
    const api = openApi(options.remote)
    await checkKey(api)
    const size = await sizeOf(options.file)
    return conclude(await readInto(sendToApi(api), options, size, terminal), terminal)
  }
  const size = await sizeOf(options.file)
  const env = readEnv()
  const service = await openService({ ...env, logLevel: quieter(env.logLevel) }, { works: false })
  try {
    const { deps } = service
    const operator = await findOperator(deps, options.organization)
    const summary = await readInto(storeInDatabase(deps, operator), options, size, terminal)
    await group(deps, operator, terminal)
    return conclude(summary, terminal)
  } finally {
    await service.close()
  }
}

/** Before thousands of lines are read and refused for nothing. @throws CommandRefused */
async function checkKey(api: Api): Promise<void> {
  const { viewer } = await api.ask<{ viewer: { scopes: string[] } }>('{ viewer { scopes } }')
  if (viewer.scopes.some((scope) => scope === 'REPORT' || scope === 'ADMIN')) return
  throw new CommandRefused(
    `The key has only ${viewer.scopes.join(', ')}. Give one with the scope REPORT: bothways keys create makes it.`,
  )
}

async function readInto(sink: ReportSink, options: ImportOptions, size: number, terminal: Terminal) {
  const lines = splitLines(createReadStream(options.file, { highWaterMark: 256 * 1024 }), mostBytesPerLine)
  const entries =
    options.format === 'csv' ? readCsv(lines, reportColumns(), mostBytesPerLine) : readJsonl(lines)
  const rejects = await openRejects(options.rejects)
  const progress = startProgress('Importing', terminal, systemClock)
  let shown = 0
  try {
    return await importReportsOfFile(entries, {
      sink,
      batchSize: options.batchSize,
      product: options.product,
      onRefusal(refusal) {
        rejects.add(refusal)
        shown += 1
        if (shown <= mostRefusalsShown) progress.note(`line ${refusal.line}: ${refusal.reason}`)
        if (shown === mostRefusalsShown) progress.note('Further refused lines are not shown; see --rejects.')
      },
      onProgress: (end, { imported, alreadyKnown, refused }) =>
        progress.update(end, size, imported + alreadyKnown + refused),
    })
  } finally {
    progress.end()
    await rejects.close()
  }
}

async function group(deps: Deps, operator: Viewer, terminal: Terminal): Promise<void> {
  const progress = startProgress('Grouping', terminal, systemClock)
  try {
    await groupWaiting(deps, operator.organizationId, (done, total) => progress.update(done, total, done))
  } catch (error) {
    if (!(error instanceof EmbedderUnavailable)) throw error
    progress.note(
      `The reports are kept, but not grouped yet: ${error.message} The service groups them when it is back.`,
    )
  } finally {
    progress.end()
  }
}

function conclude({ imported, alreadyKnown, refused }: FileSummary, terminal: Terminal): number {
  const count = (number: number) => number.toLocaleString('en')
  const known = alreadyKnown > 0 ? ` ${count(alreadyKnown)} were known already and left as they are.` : ''
  const bad = refused > 0 ? ` Refused lines: ${count(refused)}; mend them and import the file again.` : ''
  terminal.print(`New reports: ${count(imported)}.${known}${bad}`)
  return refused > 0 ? 1 : 0
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: Error) => {
    throw new CommandRefused(`${file} can't be read: ${cause.message}.`, { cause })
  })
  if (found.isDirectory()) throw new CommandRefused(`${file} is a folder. Name a file.`)
  return found.size
}
