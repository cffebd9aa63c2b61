// What tickets cost over a GitHub of our own: how long a recurring problem waits for its issue, how often an issue is
// written in a month, and how long GitHub waits for its webhooks to be acknowledged.
//   npm run bench:github [-- --only opening,month,webhooks --reports 10000 --seconds 25]
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeTemplate } from '../tests/support/make-database-template.ts'
import { measureMonth } from './github/measure-month.ts'
import { latencyMs, measureOpening, repositories } from './github/measure-opening.ts'
import { measureWebhooks } from './github/measure-webhooks.ts'
import { printMonth, printOpening, printWebhooks } from './github/print-github.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'opening,month,webhooks' },
    reports: { type: 'string', default: '10000' },
    problems: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '25' },
  },
})
const parts = values.only.split(',')
const folder = await mkdtemp(join(tmpdir(), 'bothways-bench-'))
try {
  if (parts.includes('opening')) await opening()
  if (parts.includes('month')) await month()
  if (parts.includes('webhooks')) await webhooks()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function opening(): Promise<void> {
  const cases = [
    { name: 'one at a time', together: 1, rounds: 10, writeIntervalMs: 1_000 },
    { name: 'five at once', together: 5, rounds: 2, writeIntervalMs: 1_000 },
    { name: 'five at once, no pace', together: 5, rounds: 2, writeIntervalMs: 0 },
  ]
  const measured = []
  for (const { name, ...how } of cases)
    measured.push({ name, ...how, took: await measureOpening(join(folder, name.replaceAll(' ', '-')), how) })
  printOpening(measured, { repositories: repositories.length, latencyMs })
}

async function month(): Promise<void> {
  const template = await readFile(await makeTemplate())
  const size = { reports: Number(values.reports), problems: Number(values.problems), days: 30 }
  printMonth(await measureMonth(template, size), size)
}

async function webhooks(): Promise<void> {
  const load = { perSecond: 200, seconds: Number(values.seconds), tickets: 200 }
  for (const role of ['server', 'all'] as const)
    printWebhooks(await measureWebhooks(join(folder, role), role, load), load)
}
