import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createOrganization } from '../../../src/accounts/create-organization.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { readTemplate } from '../../support/open-test-database.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bothways-import-'))
const dataDir = join(folder, 'data')
const file = join(folder, 'history.jsonl')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const troubles = ['The lid of the kettle does not close', 'Su ısıtıcısı ıslık çalıyor', 'เตาอบไม่ร้อนเลย']

/** 160 reports: every fifth says what another one says, every seventh has an id of its own. */
const history = Array.from({ length: 160 }, (_, at) => ({
  text: at % 5 === 0 ? (troubles[at % 3] as string) : `${troubles[at % 3]} (${at})`,
  customer: { externalId: `c-${at % 90}` },
  occurredAt: new Date(Date.UTC(2026, 7, 1) + at * 3_600_000).toISOString(),
  ...(at % 7 === 0 ? { externalId: `contact-${at}` } : {}),
}))

async function openFolder() {
  return openDatabase({ url: null, dataDir, template: readTemplate() })
}

function startImport(): ChildProcess & { said: string } {
  const child = Object.assign(
    spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'src/main.ts'), 'import', file, '--batch-size', '10'],
      {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ),
    { said: '' },
  )
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      child.said += text
    })
  }
  return child
}

/** Kills an import without warning as soon as it has said something. @returns whether it was still at work */
async function killOnce(said: RegExp): Promise<boolean> {
  const child = startImport()
  child.stderr?.on('data', () => {
    if (said.test(child.said)) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (!said.test(child.said)) throw new Error(`The import said only: ${child.said}`)
  return signal === 'SIGKILL'
}

test('an import that is killed and run again has every report in exactly once, grouped and counted', async () => {
  mkdirSync(dataDir)
  symlinkSync(join(root, 'node_modules/.cache/bothways/models'), join(dataDir, 'models'))
  writeFileSync(file, `${history.map((report) => JSON.stringify(report)).join('\n')}\n{"text":"half a li`)
  const before = await openFolder()
  await inTransaction(before, (transaction) =>
    createOrganization({ database: before, clock: systemClock, ids: randomIds } as Deps, transaction, {
      name: 'A company',
      adminName: 'Administrator',
    }),
  )
  await before.close()

  expect(await killOnce(/Importing:/)).toBe(true)
  expect(await killOnce(/Grouping:/)).toBe(true)
  const last = startImport()
  const [code] = await once(last, 'close')
  expect(last.said).toMatch(/line 161: Not JSON/)
  expect(code).toBe(1)

  const { prisma, close } = await openFolder()
  const reports = await prisma.report.findMany({ include: { membership: true } })
  const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text).sort()
  expect(texts(reports)).toEqual(texts(history))
  expect(reports.filter(({ groupedAt, membership }) => groupedAt === null || membership === null)).toEqual([])
  const problems = await prisma.problem.findMany({ include: { memberships: true } })
  expect(problems.length).toBeGreaterThanOrEqual(troubles.length)
  for (const { memberships, reportCount, customerCount, firstSeenAt, lastSeenAt } of problems) {
    const times = memberships.map(({ occurredAt }) => occurredAt.getTime())
    expect({ reportCount, customerCount, firstSeenAt, lastSeenAt }).toEqual({
      reportCount: memberships.length,
      customerCount: new Set(memberships.map(({ customerId }) => customerId)).size,
      firstSeenAt: new Date(Math.min(...times)),
      lastSeenAt: new Date(Math.max(...times)),
    })
  }
  await close()
}, 90_000)
