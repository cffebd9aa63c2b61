/**
 * How well reports are grouped: recorded streams with known problems, through the code that the service runs, with
 * the figures to reach beside each. Reads ../shared/eval, where it is there.
 *
 *   npm run bench:grouping -- [STREAM ...] [--tickets]
 *
 * With --tickets every product has a repository and opens tickets at once, so that problems are merged only before
 * they recur; without, until a designer has opened a ticket.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOrganization } from '../src/accounts/create-organization.ts'
import { readStream } from '../src/entrypoints/cli/stream/read-stream.ts'
import { openService } from '../src/entrypoints/open-service.ts'
import { readEnv } from '../src/env.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import { runStream } from './grouping/run-stream.ts'

/** B³ F1: TF-IDF floor, simple prototype, batch average linkage with its best cut, what to reach, what to aim at. */
const known = {
  'en-bank': [50.3, 68.6, 67.0, 70, 75],
  'en-notes': [75.6, 64.9, 79.9, 78, 80],
  'mixed-en-tr-th': [52.5, 62.9, 63.6, 64, 72],
  'th-telco': [42.0, 46.6, 48.9, 49, 58],
  'tr-retail': [46.9, 51.7, 60.7, 59, 65],
} as const
const ticketSize = (stream: string): number => (stream.startsWith('en-notes') ? 2 : 5)

const folder = new URL('../../shared/eval/', import.meta.url).pathname
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const withTickets = process.argv.includes('--tickets')

type Score = {
  bcubed: { p: number; r: number; f1: number }
  tickets: { precision: number; issueRecall: number }
  merge: { duplicateTicketRate: number }
  noise: { absorbedIntoTickets: number }
}

if (!existsSync(folder)) {
  console.log(`${folder} is not there: nothing to measure.`)
} else {
  const streams = Object.keys(known).flatMap((name) => [name, `${name}.noisy`])
  const wanted = streams.filter((name) => (asked.length === 0 ? true : asked.includes(name)))
  console.log(
    '| stream | B³ F1 | P | R | floor | simple | batch | reach | aim | tickets right | issues found | duplicates | noise |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|')
  const means = new Map<boolean, number[]>()
  for (const name of wanted) {
    const input = join(folder, 'dev', `${name}.input.jsonl`)
    if (!existsSync(input)) continue
    const score = await measure(name, input)
    const noisy = name.endsWith('.noisy')
    means.set(noisy, [...(means.get(noisy) ?? []), score.bcubed.f1])
    print(name, score)
  }
  for (const [noisy, scores] of means)
    console.log(
      `mean ${noisy ? 'noisy' : 'clean'}: ${percent(scores.reduce((sum, f1) => sum + f1, 0) / scores.length)}`,
    )
}

async function measure(name: string, input: string): Promise<Score> {
  const data = await mkdtemp(join(tmpdir(), 'bothways-grouping-'))
  const service = await openService(readEnv({ LOG_LEVEL: 'error', DATA_DIR: data }), { works: false })
  try {
    await service.deps.embedder.ready()
    const viewer = await inTransaction(service.deps.database, (transaction) =>
      createOrganization(service.deps, transaction, { name, adminName: 'Bench' }),
    )
    const settings = withTickets ? { repository: 'bench/bench', ticketPolicy: 'AUTOMATIC' as const } : {}
    const predictions = await runStream(service.deps, viewer, await readStream(input), settings)
    const gold = await readFile(join(folder, 'dev', `${name.replace('.noisy', '')}.gold.jsonl`), 'utf8')
    const { scoreClusters } = await import(join(folder, 'score.mjs'))
    const rows = gold
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    return scoreClusters(rows, predictions, { threshold: ticketSize(name), acc: false })
  } finally {
    await service.close()
    await rm(data, { recursive: true, force: true })
  }
}

function print(name: string, { bcubed, tickets, merge, noise }: Score): void {
  const beside = (known as Record<string, readonly number[]>)[name] ?? ['', '', '', '', '']
  const cells = [
    name,
    ...[bcubed.f1, bcubed.p, bcubed.r].map(percent),
    ...beside,
    ...[tickets.precision, tickets.issueRecall, merge.duplicateTicketRate, noise.absorbedIntoTickets].map(
      percent,
    ),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
