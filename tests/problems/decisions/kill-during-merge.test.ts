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

async function placesOf({ prisma }: Database): Promise<Places> {
  const memberships = await prisma.membership.findMany({ orderBy: { reportId: 'asc' } })
  return Object.fromEntries(memberships.map(({ reportId, problemId }) => [reportId, problemId]))
}

/** Two of the four reports of the first problem. */
const splitOff = () =>
  Object.keys(before)
    .filter((reportId) => before[reportId] === problemIds[0])
    .slice(0, 2)

/** Runs the child until it ends or is killed. */
async function decideInChild(dataDir: string, more: Pick<Plan, 'copies' | 'kill'>) {
  const script = fileURLToPath(new URL('../../support/decide-in-child.ts', import.meta.url))
  const plan: Plan = { dataDir, viewer, problemIds: problemIds.slice(0, 2), reportIds: splitOff(), ...more }
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

async function expectWhole(database: Database): Promise<number> {
  const { prisma } = database
  const { organizationId } = viewer
  const decisions = await prisma.decision.findMany({ orderBy: { id: 'asc' } })
  const kinds = decisions.map(({ kind }) => kind)
  expect(kinds).toEqual(['MERGED', 'UNDONE', 'SPLIT'].slice(0, kinds.length))

  const [first = '', second = ''] = problemIds
  const places = await placesOf(database)
  const expected = { ...before }
  if (kinds.length === 1)
    for (const [reportId, problemId] of Object.entries(before)) {
      if (problemId === second) expected[reportId] = first
    }
  if (kinds.length === 3)
    for (const reportId of splitOff()) expected[reportId] = decisions[2]?.otherProblemId ?? ''
  expect(places).toEqual(expected)

  const problems = await prisma.problem.findMany({ include: { memberships: { include: { report: true } } } })
  for (const { id, memberships, reportCount, customerCount, languages, mergedIntoId } of problems) {
    expect({ reportCount, customerCount, languages, mergedIntoId }).toEqual({
      reportCount: memberships.length,
      customerCount: new Set(memberships.map(({ customerId }) => customerId)).size,
      languages: [...new Set(memberships.map(({ report }) => report.language))].sort(),
      mergedIntoId: memberships.length === 0 ? first : null,
    })
    if (memberships.length === 0) expect(id).toBe(second)
  }
  const { rows: astray } = await database.pool.query(
    `SELECT FROM reports r LEFT JOIN memberships m ON m.report_id = r.id LEFT JOIN report_vectors v ON v.report_id = r.id
     WHERE m.problem_id IS NULL OR v.problem_id IS DISTINCT FROM m.problem_id OR r.grouped_at IS NULL`,
  )
  expect(astray).toEqual([])
  const broken = await inTransaction(database, (transaction) =>
    findBrokenConstraints(
      transaction,
      organizationId,
      problems.map(({ id }) => id),
    ),
  )
  expect(broken).toEqual([])
  expect(await prisma.constraint.count()).toBe([0, 1, 0, 2][kinds.length])
  return kinds.length
}

// A process that is killed leaves its folder as it is then. So one run copies the folder before every statement and
// after every answer, unless it is as it was; of the copies that a step makes before it commits, the last ones are
// opened: what the earlier ones hold is a part of that. The run itself is killed while it commits its last step.
test('wherever a merge, its undoing or a split is interrupted, all of it is done or nothing', async () => {
  const dataDir = join(folder, 'watched')
  const copies = join(folder, 'copies')
  cpSync(prepared, dataDir, { recursive: true })
  mkdirSync(copies)
  const { seen, signal } = await decideInChild(dataDir, { copies, kill: { step: 2, at: 'COMMIT' } })
  expect(signal).toBe('SIGKILL')
  const answered = seen.filter(({ sql }) => sql === null)
  expect(answered.map(({ step }) => step)).toEqual([0, 1])
  expect(seen.length).toBeGreaterThan(40)

  const opened = new Map<number, number>()
  for (const [at, { step, sql, copy }] of seen.entries()) {
    const next = seen[at + 1]
    const lastOfItsCopy = next?.copy !== copy
    if (lastOfItsCopy && (step === 0 || next?.sql === null || sql === null || next === undefined))
      opened.set(copy, opened.get(copy) ?? (await stepsDone(join(copies, String(copy)))))
  }
  for (const [at, { step, sql, copy }] of seen.entries()) {
    const found = opened.get(copy)
    const committed = seen.slice(0, at).some((earlier) => earlier.step === step && earlier.sql === 'COMMIT')
    if (found !== undefined)
      expect(found, `before statement ${at}, ${sql ?? 'answered'}`).toBe(committed ? step + 1 : step)
  }
  // Who is killed while it commits may have done it or not.
  expect([2, 3]).toContain(await stepsDone(dataDir))
}, 120_000)

test('a process that is killed in the middle of a merge leaves a database that opens, is whole, and takes the merge', async () => {
  const dataDir = join(folder, 'killed')
  cpSync(prepared, dataDir, { recursive: true })
  const kill = { step: 0, at: 'UPDATE problems SET merged_into_id' }
  expect((await decideInChild(dataDir, { copies: null, kill })).signal).toBe('SIGKILL')
  const deps = await openFolderDeps(dataDir)
  expect(await expectWhole(deps.database)).toBe(0)
  const [problemId = '', other = ''] = problemIds
  await mergeProblems(deps, viewer, { problemId, otherProblemIds: [other] })
  expect(await expectWhole(deps.database)).toBe(1)
  await deps.close()
}, 120_000)
