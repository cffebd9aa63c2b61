import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createOrganization } from '../../../src/accounts/create-organization.ts'
import { createProduct } from '../../../src/catalog/create-product.ts'
import { groupReports } from '../../../src/grouping/group-reports.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { bossDatabase } from '../../../src/platform/jobs/boss-database.ts'
import { importReports } from '../../../src/reports/import-reports.ts'
import { connectGitHub } from '../../support/connect-github.ts'
import { openFolderDeps } from '../../support/open-folder-deps.ts'
import { readTemplate } from '../../support/open-test-database.ts'
import { SetClock } from '../../support/set-clock.ts'
import { startContractedGitHub } from '../../support/start-contracted-github.ts'
import type { WorkPlan } from '../../support/work-in-child.ts'

const folder = mkdtempSync(join(tmpdir(), 'bothways-kill-'))
const prepared = join(folder, 'prepared')
const minute = 60_000

beforeAll(async () => {
  mkdirSync(prepared)
  const clock = new SetClock(new Date().toISOString())
  const deps = await openFolderDeps(prepared, readTemplate(), { clock })
  const viewer = await inTransaction(deps.database, (transaction) =>
    createOrganization(deps, transaction, { name: 'A company', adminName: 'Administrator' }),
  )
  await createProduct(deps, viewer, {
    key: 'oven',
    name: 'Oven',
    repository: 'acme/oven',
    ticketPolicy: 'AUTOMATIC',
  })
  const reports = Array.from({ length: 3 }, (_, at) => ({
    text: 'the clock flashes after a power cut',
    product: 'oven',
    customer: { externalId: `customer-${at}` },
  }))
  await importReports(deps, viewer, reports)
  const stored = await deps.database.prisma.report.findMany({ select: { id: true } })
  const ids = stored.map(({ id }) => id)
  await groupReports(deps, viewer.organizationId, ids)
  expect(await ticketOf(deps)).toMatchObject({ state: 'QUEUED', number: null })
  await deps.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ticketOf = ({ database }: Deps) => database.prisma.ticket.findFirstOrThrow()

function startWorker(plan: WorkPlan): ChildProcess {
  const script = fileURLToPath(new URL('../../support/work-in-child.ts', import.meta.url))
  const tsx = createRequire(import.meta.url).resolve('tsx')
  return fork(script, [JSON.stringify(plan)], { execArgv: ['--import', tsx] })
}

/** A process that opens the folder again, long enough after the other one's death for it to be known. */
async function goOn(deps: Deps, clock: SetClock): Promise<void> {
  await deps.database.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '10 minutes' WHERE state = 'active'`,
  )
  const boss = new PgBoss({
    db: bossDatabase(deps.database),
    backend: 'pglite',
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.supervise()
  await boss.stop({ graceful: false })
  // A lookup that finds nothing is repeated twice before it is believed.
  for (let round = 0; round < 4 && (await ticketOf(deps)).state !== 'OPEN'; round++) {
    clock.forward(8 * minute)
    await deps.events.announce(deps, 'worker.started', {})
    await deps.database.pool.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'")
    while ((await deps.jobs.runDue(deps)) > 0);
  }
}

type Death = { name: string; dies: WorkPlan['dies']; sent: number }

const deaths: Death[] = [
  { name: 'between the intent and the request', dies: 'before the request', sent: 0 },
  { name: 'while GitHub has carried it out and holds the answer', dies: 'elsewhere', sent: 1 },
  { name: 'between the answer and the ticket', dies: 'after the answer', sent: 1 },
]

test.each(deaths)(
  'a process killed $name leaves exactly one issue, linked',
  async ({ name, dies, sent }) => {
    const dataDir = join(folder, name.replaceAll(' ', '-'))
    cpSync(prepared, dataDir, { recursive: true })
    const requests = new EventEmitter()
    const reached = once(requests, 'creation')
    const clock = new SetClock(new Date().toISOString())
    const github = await startContractedGitHub({
      // The answer is held for so long; its process is not there any more when it comes.
      latencyMs: dies === 'elsewhere' ? 500 : 0,
      onRequest: ({ method, path }) => {
        if (method === 'POST' && path.endsWith('/issues')) requests.emit('creation')
      },
    })
    github.addRepository('acme/oven')

    const child = startWorker({ dataDir, apiUrl: github.url, token: github.token, dies })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exited = once(child, 'exit') as Promise<[number | null, string | null]>
    if (dies === 'elsewhere') {
      await Promise.race([reached, exited])
      child.kill('SIGKILL')
    }
    expect(await exited).toEqual([null, 'SIGKILL'])
    expect(github.issues('acme/oven')).toHaveLength(sent)

    const { client } = connectGitHub(github, {}, { clock })
    const deps = await openFolderDeps(dataDir, undefined, { github: client, clock })
    try {
      expect(await ticketOf(deps)).toMatchObject({ state: 'SENDING', number: null })
      await goOn(deps, clock)
      const issues = github.issues('acme/oven')
      expect(issues).toHaveLength(1)
      expect(await ticketOf(deps)).toMatchObject({
        state: 'OPEN',
        number: issues[0]?.number,
        githubId: String(issues[0]?.id),
      })
    } finally {
      await deps.close()
    }
  },
  120_000,
)
