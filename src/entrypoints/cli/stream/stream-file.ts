import { writeFile } from 'node:fs/promises'
import type { Env } from '../../../env.ts'
import { systemClock } from '../../../platform/clock.ts'
import { openApi, type Remote } from '../api-client.ts'
import { startProgress } from '../import/progress.ts'
import type { Terminal } from '../terminal.ts'
import { CommandRefused } from '../usage-error.ts'
import {
  type Arrival,
  createProducts,
  feedReports,
  readProblems,
  regroup,
  regroupedEvery,
} from './feed-reports.ts'
import { readStream } from './read-stream.ts'
import { startTemporaryService } from './start-temporary-service.ts'

export type StreamOptions = { file: string; out: string; remote: Remote | null }

/**
 * `bothways stream FILE --out PRED`: one pass in order through the public API, for measuring how well reports are
 * grouped. Writes a line `{id, cluster0, cluster}` a report: its problem at arrival, and at the end.
 */
export async function streamFile(
  readEnv: () => Env,
  { file, out, remote }: StreamOptions,
  terminal: Terminal,
): Promise<void> {
  const lines = await readStream(file)
  if (lines.length === 0) throw new CommandRefused(`${file} holds no reports.`)
  const service = remote === null ? await startTemporaryService(readEnv()) : null
  try {
    const api = openApi(service ?? (remote as Remote))
    await createProducts(api, lines)
    const progress = startProgress('Streaming', terminal, systemClock)
    const arrivals: Arrival[] = []
    try {
      for await (const arrival of feedReports(api, lines, () => performance.now())) {
        arrivals.push(arrival)
        progress.update(arrivals.length, lines.length, arrivals.length)
        if (arrivals.length % regroupedEvery === 0) await regroup(api)
      }
      await regroup(api)
    } finally {
      progress.end()
    }
    const problems = await readProblems(
      api,
      arrivals.map(({ reportId }) => reportId),
    )
    const predictions = arrivals.map(({ id, reportId, problem }) => ({
      id,
      cluster0: problem,
      cluster: problems.get(reportId) ?? null,
    }))
    await writeFile(out, `${predictions.map((prediction) => JSON.stringify(prediction)).join('\n')}\n`)
    terminal.print(summarize(arrivals, new Set(predictions.map(({ cluster }) => cluster)), out))
  } finally {
    await service?.close()
  }
}

function summarize(arrivals: readonly Arrival[], problems: ReadonlySet<string | null>, out: string): string {
  const times = arrivals.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const total = times.reduce((sum, time) => sum + time, 0)
  const percentile = (share: number) =>
    `${(times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0).toFixed(1)} ms`
  const waited = arrivals.filter(({ problem }) => problem === null).length
  return [
    `${arrivals.length} reports, ${((1_000 * arrivals.length) / total).toFixed(1)}/s,`,
    `p50 ${percentile(0.5)}, p99 ${percentile(0.99)};`,
    `${[...problems].filter((problem) => problem !== null).length} groups.`,
    ...(waited > 0 ? [`${waited} had no problem yet when they were answered.`] : []),
    `Written to ${out}.`,
  ].join(' ')
}
