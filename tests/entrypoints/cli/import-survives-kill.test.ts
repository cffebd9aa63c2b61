import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createOrganization } from '../../../src/accounts/create-organization.ts'
import { importFile } from '../../../src/entrypoints/cli/import/import-file.ts'
import { readImportOptions } from '../../../src/entrypoints/cli/import/read-import-options.ts'
import { readEnv } from '../../../src/env.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { readTemplate } from '../../support/open-test-database.ts'
import { recordingTerminal } from './recording-terminal.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bothways-import-'))
const dataDir = join(folder, 'data')
const file = join(folder, 'history.jsonl')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const troubles = ['The lid of the kettle does not close', 'Su ısıtıcısı ıslık çalıyor', 'เตาอบไม่ร้อนเลย']

/** 48 reports: every fifth says what another one says, every seventh has an id of its own. */
const history = Array.from({ length: 48 }, (_, at) => ({
  text: at % 5 === 0 ? (troubles[at % 3] as string) : `${troubles[at % 3]} (${at})`,
  customer: { externalId: `c-${at % 30}` },
  occurredAt: new Date(Date.UTC(2026, 7, 1) + at * 3_600_000).toISOString(),
  ...(at % 7 === 0 ? { externalId: `contact-${at}` } : {}),
}))

async function openFolder() {
  return openDatabase({ url: null, dataDir, template: readTemplate() })
}

/** Starts an import in a process of its own and kills it without warning as soon as the first batch is in. */
async function importAndKill(): Promise<{ signal: string | null; said: string }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'src/main.ts'), 'import', file, '--batch-size', '2'],
    {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.includes('Importing:')) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { signal, said }
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

  const killed = await importAndKill()
  expect(killed.signal, killed.said).toBe('SIGKILL')
  const halfway = await openFolder()
  const inAlready = await halfway.prisma.report.count()
  await halfway.close()
  expect(inAlready).toBeGreaterThan(0)
  expect(inAlready).toBeLessThan(history.length)

  const terminal = recordingTerminal()
  const readThis = () => readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const code = await importFile(readThis, readImportOptions(file, {}), terminal)
  expect(code).toBe(1)
  expect(terminal.complained.join('\n')).toContain(`line ${history.length + 1}: Not JSON`)
  expect(terminal.printed).toEqual([
    `New reports: ${history.length - inAlready}. ${inAlready} were known already and left as they are. ` +
      'Refused lines: 1; mend them and import the file again.',
  ])

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
}, 120_000)
