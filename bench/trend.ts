/**
 * What the signals would have told over recorded streams, if the grouping had been perfect: the labels are taken as
 * the problems. Prints false alarms and missed events. Reads ../shared/eval, where it is there.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replaySignals } from './replay-signals.ts'

const folder = new URL('../../shared/eval/', import.meta.url).pathname
const streams = ['en-bank', 'tr-retail', 'th-telco', 'mixed-en-tr-th', 'en-notes']

const readLines = (path: string) =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line))
    : []
const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n')

if (!existsSync(folder)) {
  console.log(`${folder} is not there: nothing to measure.`)
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'bothways-trend-'))
  for (const stream of streams) {
    const goldFile = join(folder, 'dev', `${stream}.gold.jsonl`)
    const eventsFile = join(folder, 'dev', `${stream}.events.jsonl`)
    const gold = readLines(goldFile).filter(({ kind }) => kind === 'issue')
    const alerts = replaySignals(gold, readLines(eventsFile))
    if (!existsSync(eventsFile)) {
      console.log(`${stream.padEnd(16)} no events in it; false alarms: ${alerts.length}`)
      continue
    }
    const [predicted, told] = [join(scratch, 'groups.jsonl'), join(scratch, 'alerts.jsonl')]
    writeFileSync(predicted, lines(gold.map(({ id, label }) => ({ id, cluster: label }))))
    writeFileSync(told, lines(alerts))
    const args = [join(folder, 'score.mjs'), 'cluster', goldFile, predicted, '--json']
    const scored = spawnSync(process.execPath, [...args, '--events', eventsFile, '--alerts', told], {
      encoding: 'utf8',
    })
    console.log(stream.padEnd(16), JSON.stringify(JSON.parse(scored.stdout).trend))
  }
  rmSync(scratch, { recursive: true })
}
