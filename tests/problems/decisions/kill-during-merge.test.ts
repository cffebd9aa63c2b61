import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganization } from '../../../src/accounts/create-organization.ts'
import { createProduct } from '../../../src/catalog/create-product.ts'
import { groupReports } from '../../../src/grouping/group-reports.ts'
import { type Database, openDatabase } from '../../../src/platform/database/open-database.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Viewer } from '../../../src/platform/viewer.ts'
import { findBrokenConstraints } from '../../../src/problems/decisions/find-broken-constraints.ts'
import { mergeProblems } from '../../../src/problems/merge-problems.ts'
import { importReports } from '../../../src/reports/import-reports.ts'
import type { Plan, Seen } from '../../support/decide-in-child.ts'
import { openFolderDeps } from '../../support/open-folder-deps.ts'
import { readTemplate } from '../../support/open-test-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'bothways-kill-'))
const prepared = join(folder, 'prepared')
let viewer: Viewer
let before: Places
let problemIds: string[]

/** The problem of each report. */
type Places = Record<string, string>

const troubles = [
  'the clock flashes after a power cut',
  'elektrik kesilince saat sıfırlanıyor',
  'my parcel stands in the depot for a week',
]

beforeAll(async () => {
  mkdirSync(prepared)
  const deps = await openFolderDeps(prepared, readTemplate())
  viewer = await inTransaction(deps.database, (transaction) =>
    createOrganization(deps, transaction, { name: 'A company', adminName: 'Administrator' }),
  )
  await createProduct(deps, viewer, { key: 'oven', name: 'Oven' })
  const reports = Array.from({ length: 12 }, (_, at) => ({
    text: troubles[at % 3] ?? '',
    product: 'oven',
    customer: { externalId: `customer-${at % 5}` },
  }))
  await importReports(deps, viewer, reports)
  const stored = await deps.database.prisma.report.findMany({ select: { id: true } })
  await groupReports(
    deps,
    viewer.organizationId,
    stored.map(({ id }) => id),
  )
  before = await placesOf(deps.database)
  problemIds = [...new Set(Object.values(before))].sort()
  expect(problemIds).toHaveLength(3)
  await deps.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function placesOf({ pool }: Database): Promise<Places> {
  const { rows } = await pool.query<{ places: Places }>(
    'SELECT json_object_agg(report_id, problem_id) AS places FROM memberships',
  )
  return rows[0]?.places ?? {}
}

const reportsOf = (problemId: string) => Object.keys(before).filter((id) => before[id] === problemId)

/** Two of the four reports of the first problem. */
const splitOff = () => reportsOf(problemIds[0] ?? '').slice(0, 2)

/** Runs the child until it is killed. */
async function decideInChild(dataDir: string, copies: string) {
  const script = fileURLToPath(new URL('../../support/decide-in-child.ts', import.meta.url))
  const plan: Plan = { dataDir, viewer, problemIds: problemIds.slice(0, 2), reportIds: splitOff(), copies }
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const child = fork(script, [JSON.stringify(plan)], { execArgv: ['--import', tsx] })
  const seen: Seen[] = []
  child.on('message', (one: Seen) => seen.push(one))
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return { seen, signal }
}

/** What a process that opens the folder again finds: how many steps are done. Whatever it finds has to be whole. */
async function stepsDone(dataDir: string): Promise<number> {
  const database = await openDatabase({ url: null, dataDir })
  try {
    return await expectWhole(database)
  } finally {
    await database.close()
  }
}

type Found = {
  decisions: { kind: string; otherProblemId: string }[]
  places: Places
  constraints: number
  /** Problems whose figures are not those of their reports, or that are merged with reports, or not without. */
  miscounted: string[]
  /** Reports without a problem, or whose vector is that of another one. */
  astray: string[]
}

// One query, as the first of each costs a new database more than all that it does.
const look = `SELECT
  (SELECT coalesce(json_agg(json_build_object('kind', kind, 'otherProblemId', other_problem_id) ORDER BY id), '[]')
    FROM decisions) AS decisions,
  (SELECT json_object_agg(report_id, problem_id) FROM memberships) AS places,
  (SELECT count(*)::int FROM constraints) AS constraints,
  (SELECT coalesce(json_agg(p.id), '[]') FROM problems p CROSS JOIN LATERAL (
    SELECT count(*) AS reports, count(DISTINCT customer_id) AS customers,
      coalesce(array_agg(DISTINCT language), '{}') AS languages
    FROM memberships WHERE problem_id = p.id) AS counted
    WHERE (p.report_count, p.customer_count, p.languages) IS DISTINCT FROM (reports, customers, counted.languages)
      OR (p.merged_into_id IS NULL) <> (reports > 0)) AS miscounted,
  (SELECT coalesce(json_agg(r.id), '[]') FROM reports r LEFT JOIN memberships m ON m.report_id = r.id
    LEFT JOIN report_vectors v ON v.report_id = r.id
    WHERE m.problem_id IS NULL OR v.problem_id IS DISTINCT FROM m.problem_id OR r.grouped_at IS NULL) AS astray`

async function expectWhole(database: Database): Promise<number> {
  const { rows } = await database.pool.query<Found>(look)
  const [found] = rows
  const kinds = found?.decisions.map(({ kind }) => kind) ?? []
  expect(kinds).toEqual(['SPLIT', 'UNDONE', 'MERGED'].slice(0, kinds.length))
  const [first = '', second = ''] = problemIds
  const places = { ...before }
  if (kinds.length === 1)
    for (const reportId of splitOff()) places[reportId] = found?.decisions[0]?.otherProblemId ?? ''
  if (kinds.length === 3) for (const reportId of reportsOf(second)) places[reportId] = first
  const constraints = [0, 2, 0, 1][kinds.length]
  expect(found).toMatchObject({ places, constraints, miscounted: [], astray: [] })
  const broken = await inTransaction(database, (transaction) =>
    findBrokenConstraints(transaction, viewer.organizationId, [...new Set(Object.values(places))]),
  )
  expect(broken).toEqual([])
  return kinds.length
}

// A process that is killed leaves its folder as it is then. So one run copies the folder before every statement and
// after every answer, unless it is as it was. Opened are, of each step, the last copy before it commits, which holds
// all that the earlier ones do, and the first after. The run itself is killed while the database commits the merge.
test('wherever a merge, a split or its undoing is interrupted, all of it is done or nothing', async () => {
  const dataDir = join(folder, 'killed')
  const copies = join(folder, 'copies')
  cpSync(prepared, dataDir, { recursive: true })
  mkdirSync(copies)
  const { seen, signal } = await decideInChild(dataDir, copies)
  expect(signal).toBe('SIGKILL')
  expect(seen.filter(({ sql }) => sql === null).map(({ step }) => step)).toEqual([0, 1])
  expect(seen.length).toBeGreaterThan(60)
  expect(seen.at(-1)).toMatchObject({ step: 2, sql: 'COMMIT' })

  for (const { step, sql, copy } of seen) {
    if (sql !== null && sql !== 'COMMIT') continue
    expect(await stepsDone(join(copies, String(copy))), `copy ${copy}`).toBe(sql === null ? step + 1 : step)
  }
  // Who is killed while it commits may have done it or not. Whatever was not done can be done again.
  const deps = await openFolderDeps(dataDir)
  const done = await expectWhole(deps.database)
  expect([2, 3]).toContain(done)
  const [problemId = '', other = ''] = problemIds
  if (done === 2) await mergeProblems(deps, viewer, { problemId, otherProblemIds: [other] })
  expect(await expectWhole(deps.database)).toBe(3)
  await deps.close()
}, 120_000)
