import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { doctor } from '../../../src/entrypoints/cli/doctor/doctor.ts'
import { readEnv } from '../../../src/env.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { readTemplate } from '../../support/open-test-database.ts'
import { recordingTerminal } from './recording-terminal.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const models = join(root, 'node_modules/.cache/bothways/models')
const folder = mkdtempSync(join(tmpdir(), 'bothways-start-'))
const running = new Set<ChildProcess>()

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** A data folder with a migrated, empty database, and the model that other tests have prepared. */
async function makeDataFolder(name: string): Promise<string> {
  const dataDir = join(folder, name)
  mkdirSync(models, { recursive: true })
  mkdirSync(dataDir)
  symlinkSync(models, join(dataDir, 'models'))
  const database = await openDatabase({ url: null, dataDir, template: readTemplate() })
  await database.close()
  return dataDir
}

/** `bothways start` in a process of its own, which must end by itself. */
function startChild(dataDir: string, port: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts'), 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const said = { out: '', err: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  const up = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text
      if (said.out.includes('Bothways is up')) resolve()
    })
  })
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, said, up, ended }
}

test('a start on a port that is taken ends, says what to do, and keeps the first key for the next start', async () => {
  const dataDir = await makeDataFolder('taken')
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const refused = startChild(dataDir, port)
  expect(await refused.ended, refused.said.err).toBe(1)
  expect(refused.said.err).toContain(
    `Port ${port} is taken: set PORT to another, or stop the process that has it.`,
  )
  expect(refused.said.out).toBe('')
  holder.close()

  const first = startChild(dataDir, 0)
  await Promise.race([first.up, first.ended])
  expect(first.said.out, first.said.err).toMatch(/Its admin key .*\n\n {2}bw_\S+\n\nBothways is up: http/)

  const looked = recordingTerminal()
  expect(await doctor(() => readEnv({ DATA_DIR: dataDir, PORT: '5560' }), null, looked)).toBe(0)
  expect(looked.printed.join('\n')).toContain('would listen on 127.0.0.1:5560')
  expect(looked.printed.at(-1)).toBe(
    '\nNothing wrong in what could be checked; the database was not looked into (in use): ' +
      'bothways doctor --url http://127.0.0.1:5560 --key KEY asks the service that has it.',
  )

  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
}, 120_000)
