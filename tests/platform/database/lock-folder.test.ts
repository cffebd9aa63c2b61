import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderInUse } from '../../../src/platform/database/database.errors.ts'
import { lockFolder } from '../../../src/platform/database/lock-folder.ts'

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function start(): { child: ChildProcess; outcome: Promise<string> } {
  const script = fileURLToPath(new URL('./hold-folder.ts', import.meta.url))
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const child = fork(script, [folder], { execArgv: ['--import', tsx] })
  children.push(child)
  return { child, outcome: once(child, 'message').then(([message]) => message as string) }
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

test('a second lock on a folder is refused, and the message says what to do', async () => {
  const unlock = await lockFolder(folder)
  const refusal = await lockFolder(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(DataFolderInUse)
  expect(String(refusal)).toContain(folder)
  expect(String(refusal)).toContain(`pid ${process.pid}`)
  expect(String(refusal)).toContain('DATABASE_URL')
  await unlock()
})

test('a folder that was unlocked can be locked again, and nothing stays in it', async () => {
  await (await lockFolder(folder))()
  await (await lockFolder(folder))()
  expect(readdirSync(folder)).toEqual([])
})

test('a folder whose path is longer than a socket may have can be locked', async () => {
  const long = join(folder, 'a'.repeat(100), 'b'.repeat(100))
  mkdirSync(long, { recursive: true })
  const unlock = await lockFolder(long)
  await expect(lockFolder(long)).rejects.toThrow(DataFolderInUse)
  await unlock()
  await (await lockFolder(long))()
})

test('of many attempts at once in one process exactly one wins, every time', async () => {
  for (let round = 0; round < 20; round += 1) {
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    const won = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []))
    expect(won).toHaveLength(1)
    await won[0]?.()
  }
})

test('of eight processes at once on a folder with a dead lock one wins, and its death frees the folder', async () => {
  const first = start()
  expect(await first.outcome).toBe('won')
  await kill(first.child)
  expect(readdirSync(folder)).toHaveLength(1)

  const starters = Array.from({ length: 8 }, start)
  const outcomes = await Promise.all(starters.map(({ outcome }) => outcome))
  expect(outcomes.toSorted()).toEqual([...Array(7).fill('DataFolderInUse'), 'won'])

  const winner = starters[outcomes.indexOf('won')]
  if (winner) await kill(winner.child)
  await (await lockFolder(folder))()
}, 60_000)
