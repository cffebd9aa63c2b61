import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { doctor } from '../../../src/entrypoints/cli/doctor/doctor.ts'
import { readEnv } from '../../../src/env.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { readTemplate } from '../../support/open-test-database.ts'
import { recordingTerminal } from './recording-terminal.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const models = join(root, 'node_modules/.cache/bothways/models')
const folder = mkdtempSync(join(tmpdir(), 'bothways-start-'))

afterAll(() => {
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

test('a start on a port that is taken ends, says what to do, and leaves the first key to the next start', async () => {
  const dataDir = await makeDataFolder('taken')
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts'), 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect(code, err).toBe(1)
  expect(err).toContain(`Port ${port} is taken: set PORT to another, or stop the process that has it.`)
  expect(out).toBe('')
  holder.close()

  const database = await openDatabase({ url: null, dataDir })
  expect(await database.prisma.organization.count()).toBe(0)
  await database.close()
}, 120_000)

test('the doctor of a service that runs says what it could not look into', async () => {
  const dataDir = await makeDataFolder('running')
  const database = await openDatabase({ url: null, dataDir })
  const looked = recordingTerminal()
  expect(await doctor(() => readEnv({ DATA_DIR: dataDir, PORT: '5560' }), null, looked)).toBe(0)
  await database.close()
  expect(looked.printed.join('\n')).toContain('would listen on 127.0.0.1:5560')
  expect(looked.printed.at(-1)).toBe(
    '\nNothing wrong in what could be checked; the database was not looked into (in use): ' +
      'bothways doctor --url http://127.0.0.1:5560 --key KEY asks the service that has it.',
  )
})
