import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi, readRemote } from '../../../src/entrypoints/cli/api-client.ts'
import { checkWork } from '../../../src/entrypoints/cli/doctor/check-work.ts'
import { doctor } from '../../../src/entrypoints/cli/doctor/doctor.ts'
import { describeProgress } from '../../../src/entrypoints/cli/import/describe-progress.ts'
import { importFile } from '../../../src/entrypoints/cli/import/import-file.ts'
import { createNamer } from '../../../src/entrypoints/cli/import/name-reports.ts'
import { readImportOptions } from '../../../src/entrypoints/cli/import/read-import-options.ts'
import { createKey, readNewKey } from '../../../src/entrypoints/cli/keys/create-key.ts'
import type { KeyStore } from '../../../src/entrypoints/cli/keys/key-store.ts'
import { keysInDatabase } from '../../../src/entrypoints/cli/keys/keys-in-database.ts'
import { keysOverApi } from '../../../src/entrypoints/cli/keys/keys-over-api.ts'
import { listKeys } from '../../../src/entrypoints/cli/keys/list-keys.ts'
import { revokeKey } from '../../../src/entrypoints/cli/keys/revoke-key.ts'
import { streamFile } from '../../../src/entrypoints/cli/stream/stream-file.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import { recordingTerminal } from './recording-terminal.ts'

let world: World
const folder = mkdtempSync(join(tmpdir(), 'bothways-cli-'))

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const noEnv = () => {
  throw new Error('a command with --url needs no settings')
}
const remoteOf = ({ key }: Tenant) => ({ url: world.server.url, key })

const stores: [string, (tenant: Tenant) => KeyStore][] = [
  ['in the database', (tenant) => keysInDatabase(world.deps, tenant.viewer)],
  ['over the API', (tenant) => keysOverApi(openApi(remoteOf(tenant)))],
]

test.each(stores)('a key is created, listed and revoked %s', async (_where, storeOf) => {
  const tenant = await world.tenant()
  const keys = storeOf(tenant)
  const created = recordingTerminal()
  const options = { name: 'help desk', member: 'Administrator', expires: '2027-01-31' }
  await createKey(keys, readNewKey(options, world.clock), created)
  const [token] = created.printed
  expect(created.printed).toEqual([expect.stringMatching(/^bw_/)])
  expect((await tenant.ask('{ viewer { scopes } }', {}, token)).data.viewer.scopes).toEqual([
    'READ',
    'REPORT',
  ])

  const list = async () => {
    const listed = recordingTerminal()
    await listKeys(keys, world.clock, listed)
    return listed.printed.join('\n').split('\n')
  }
  const row = (await list()).find((line) => line.startsWith('help desk'))
  expect(row).toContain('valid until 2027-01-31')
  await revokeKey(keys, String(row?.split(/\s+/).at(-1)), recordingTerminal())
  expect((await list()).find((line) => line.startsWith('help desk'))).toContain('revoked 2026-11-22')
  expect((await tenant.ask('{ viewer { scopes } }', {}, token)).status).toBe(401)

  await expect(
    createKey(keys, readNewKey({ name: 'x', member: 'Nobody' }, world.clock), recordingTerminal()),
  ).rejects.toThrow('There is no member "Nobody". Name one of "Administrator"')
  await expect(revokeKey(keys, 'bm9uc2Vuc2U=', recordingTerminal())).rejects.toThrow('There is no ApiKey')
})

test('what is typed wrong is refused with what to type instead', () => {
  const newKey = (options: object) => () => readNewKey(options, world.clock)
  expect(newKey({})).toThrow('--name is needed')
  expect(newKey({ name: 'x', scopes: 'READ,WRITE' })).toThrow('name some of READ, REPORT, GUIDE')
  expect(newKey({ name: 'x', expires: '31.01.2027' })).toThrow('must be a day such as 2027-01-31')
  expect(newKey({ name: 'x', expires: '2027-02-30' })).toThrow('must be a day such as 2027-01-31')
  expect(newKey({ name: 'x', expires: '2020-01-01' })).toThrow('lies in the past')
  expect(() => readRemote({ url: 'http://127.0.0.1:4720' })).toThrow('--url needs --key')
  expect(() => readRemote({ url: 'localhost:4720', key: 'k' })).toThrow('must be a URL')
  expect(() => readImportOptions('history.xls', {})).toThrow('Add --format jsonl')
  expect(() => readImportOptions('history.csv', { batchSize: 501 })).toThrow('must be 1 to 500')
})

test('a service that is not there, or something else there, is told apart', async () => {
  const tenant = await world.tenant()
  const ask = (url: string, key = tenant.key) => openApi({ url, key }).ask('{ __typename }')
  await expect(ask('http://127.0.0.1:9')).rejects.toThrow(/^No answer from http:\/\/127.0.0.1:9/)
  await expect(ask(`${world.server.url}/metrics`)).rejects.toThrow('not as Bothways does')
  await expect(keysOverApi(openApi({ url: world.server.url, key: 'wrong' })).list()).rejects.toThrow(
    'What was sent is not a key of this service',
  )
})

test('an import over the API tells what it did, and writes the refused lines where they can be mended', async () => {
  const tenant = await world.tenant()
  const [file, rejects] = [join(folder, 'history.csv'), join(folder, 'refused.jsonl')]
  writeFileSync(file, 'text,occurredAt\nThe lid is loose,2026-10-01T08:00:00Z\nNo,date\n')
  const options = readImportOptions(file, { rejects, ...remoteOf(tenant) })
  const [first, second] = [recordingTerminal(), recordingTerminal()]
  expect(await importFile(noEnv, options, first)).toBe(1)
  expect(first.printed).toEqual(['New reports: 1. Refused lines: 1; mend them and import the file again.'])
  expect(JSON.parse(readFileSync(rejects, 'utf8'))).toMatchObject({ line: 3, content: 'No,date' })
  expect(await importFile(noEnv, options, second)).toBe(1)
  expect(second.printed[0]).toMatch(/^New reports: 0. 1 were known already/)
  await expect(
    importFile(noEnv, readImportOptions(join(folder, 'gone.csv'), remoteOf(tenant)), first),
  ).rejects.toThrow(/gone.csv can't be read/)
})

test('an import over the API asks whether address and key are good before it looks at the file', async () => {
  const tenant = await world.tenant()
  const run = (remote: { url: string; key: string }) =>
    importFile(noEnv, readImportOptions(join(folder, 'not-there.jsonl'), remote), recordingTerminal())
  await expect(run({ url: 'http://127.0.0.1:9', key: tenant.key })).rejects.toThrow(/^No answer from/)
  await expect(run({ url: world.server.url, key: 'wrong' })).rejects.toThrow('not a key of this service')
  const key = await tenant.keyWith('READ', 'GUIDE')
  await expect(run({ url: world.server.url, key })).rejects.toThrow('The key has only READ, GUIDE.')
})

test('the same line always gets the same id, whatever the order of its fields, and its second occurrence another', () => {
  const [a, b] = [createNamer(), createNamer()]
  const first = a({ text: 'one', customer: { externalId: 'c', plan: null } })
  expect(first).toMatch(/^import:[\w-]{27}:1$/)
  expect(b({ customer: { externalId: 'c' }, text: 'one' })).toBe(first)
  expect(b({ text: 'one', customer: { externalId: 'c' } })).toBe(first.replace(/1$/, '2'))
  expect(a({ text: 'one', externalId: 'mine' })).toBe('mine')
})

test('progress is told with its rate and the time that is left', () => {
  const told = (done: number, total: number, elapsedMs: number) =>
    describeProgress({ done, total, items: 2_000, elapsedMs })
  expect(told(0, 100, 0)).toBe('0 %')
  expect(told(50, 100, 10_000)).toBe('50 %, 200 reports/s, 10 s left')
  expect(told(1, 100, 1_000)).toBe('1 %, 2,000 reports/s, 1 min 39 s left')
  expect(told(1, 10_000, 1_000)).toBe('0 %, 2,000 reports/s, 2 h 46 min left')
  expect(told(100, 100, 10_000)).toBe('100 %, 200 reports/s')
})

test('the doctor says that all is well, and what is wrong with the next step', async () => {
  const tenant = await world.tenant()
  const well = recordingTerminal()
  expect(await doctor(noEnv, remoteOf(tenant), well)).toBe(0)
  expect(well.printed.join('\n')).toMatch(/✓ service: .* is up and ready\n✓ key: Administrator of A company/)
  const ill = recordingTerminal()
  expect(await doctor(noEnv, { url: world.server.url, key: 'wrong' }, ill)).toBe(1)
  expect(ill.printed.join('\n')).toMatch(/✗ key: .*not a key of this service/)
  expect(await checkWork(world.deps)).toContainEqual({ state: 'fine', what: 'failed jobs: none' })
})

test('the doctor of a running service tells of each product how its repository is', async () => {
  const tenant = await world.tenant()
  await tenant.product('oven', { repository: 'acme/missing' })
  await tenant.product('kettle')
  await tenant.product('fridge', { repository: 'acme/fine' })
  const { repository } = world.deps.database.prisma
  const seen = (name: string, obstacle: 'MISSING' | null) =>
    repository.updateMany({ where: { name }, data: { obstacle, checkedAt: world.clock.now() } })
  await seen('acme/fine', null)
  const unlooked = recordingTerminal()
  expect(await doctor(noEnv, remoteOf(tenant), unlooked)).toBe(0)
  expect(unlooked.printed.join('\n')).toMatch(
    /– product oven: acme\/missing has not been looked at yet\.\n(?:.|\n)*Nothing wrong in what could be checked; /,
  )

  await seen('acme/missing', 'MISSING')
  const told = recordingTerminal()
  expect(await doctor(noEnv, remoteOf(tenant), told)).toBe(1)
  const text = told.printed.join('\n')
  expect(text).toMatch(/✗ product oven: acme\/missing does not exist, .*\n {4}Check its name/)
  expect(text).toContain('– product kettle: No repository')
  expect(text).toContain('✓ product fridge: acme/fine can be written to.')
  expect(text).toContain('– labels, issue types and permissions of the repositories: not checked from here')

  const blind = recordingTerminal()
  const key = await tenant.keyWith('REPORT')
  expect(await doctor(noEnv, { url: world.server.url, key }, blind)).toBe(0)
  expect(blind.printed.join('\n')).toMatch(/– repositories of the products: not checked: .*\n {4}Use a key/)
})

test('a stream is fed in order, and its groups are written as they were at arrival and at the end', async () => {
  const tenant = await world.tenant()
  const [file, out] = [join(folder, 'small.input.jsonl'), join(folder, 'groups.jsonl')]
  const lines = [
    {
      id: 's-1',
      ts: '2026-10-01T08:00:00Z',
      text: 'The lid does not close',
      lang: 'en',
      channel: 'agent-note',
    },
    { id: 's-2', ts: '2026-10-01T09:00:00Z', text: 'Kargom gelmedi', lang: 'tr', channel: 'pigeon' },
    {
      id: 's-3',
      ts: '2026-10-01T10:00:00Z',
      text: 'The lid does not close',
      product: 'kettle',
      customer: 'c',
    },
  ]
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const terminal = recordingTerminal()
  await streamFile(noEnv, { file, out, remote: remoteOf(tenant) }, terminal)
  const [one, two, three] = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([one.id, two.id, three.id]).toEqual(['s-1', 's-2', 's-3'])
  expect(one.cluster0).toBe(one.cluster)
  expect(three.cluster).toBe(one.cluster)
  expect(two.cluster).not.toBe(one.cluster)
  expect(terminal.printed[0]).toMatch(/^3 reports, .*2 groups/)
  const channels = await world.deps.database.prisma.report.findMany({
    where: { organizationId: tenant.viewer.organizationId },
    orderBy: { occurredAt: 'asc' },
  })
  expect(channels.map(({ channel }) => channel)).toEqual(['AGENT_NOTE', 'OTHER', 'OTHER'])
})
