import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi } from '../../../src/entrypoints/cli/api-client.ts'
import {
  importReportsOfFile,
  type Refusal,
} from '../../../src/entrypoints/cli/import/import-reports-of-file.ts'
import { readCsv } from '../../../src/entrypoints/cli/import/read-csv.ts'
import { readJsonl } from '../../../src/entrypoints/cli/import/read-jsonl.ts'
import { reportColumns } from '../../../src/entrypoints/cli/import/read-report.ts'
import type { ReportSink } from '../../../src/entrypoints/cli/import/report-sink.ts'
import { sendToApi } from '../../../src/entrypoints/cli/import/send-to-api.ts'
import { splitLines } from '../../../src/entrypoints/cli/import/split-lines.ts'
import { storeInDatabase } from '../../../src/entrypoints/cli/import/store-in-database.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

async function* chunksOf(file: string | Uint8Array, size = 37): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file as string)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Directly and over the API: both must do the same. */
const ways: [string, (tenant: Tenant) => ReportSink][] = [
  ['in the database', (tenant) => storeInDatabase(world.deps, tenant.viewer)],
  ['over the API', ({ key }) => sendToApi(openApi({ url: world.server.url, key }))],
]

async function importText(
  sink: ReportSink,
  file: string | Uint8Array,
  { csv = false, batchSize = 4, product = null as string | null } = {},
) {
  const refusals: Refusal[] = []
  const lines = splitLines(chunksOf(file), 4_096)
  const summary = await importReportsOfFile(csv ? readCsv(lines, reportColumns(), 4_096) : readJsonl(lines), {
    sink,
    batchSize,
    product,
    onRefusal: (refusal) => void refusals.push(refusal),
    onProgress() {},
  })
  return { summary, refusals, lines: refusals.map(({ line }) => line).sort((a, b) => a - b) }
}

const stored = (tenant: Tenant) =>
  world.deps.database.prisma.report.findMany({
    where: { organizationId: tenant.viewer.organizationId },
    include: { customer: true, product: true },
    orderBy: { id: 'asc' },
  })

test.each(ways)('good lines go in and each bad one is listed with its reason, %s', async (_way, sinkOf) => {
  const tenant = await world.tenant()
  await tenant.ask('mutation { createProduct(input: { key: "kettle", name: "Kettle" }) { __typename } }')
  const file = Buffer.concat([
    Buffer.from(
      `\uFEFF{"text":"The lid does not close","product":"kettle","customer":{"externalId":"c-1"}}\r\n`,
    ),
    Buffer.from('{"text":"no end"\n\n'),
    Buffer.from('{"text":"Wrong channel","channel":"PIGEON"}\n'),
    Buffer.from('{"text":"Unknown product","product":"kettel"}\n'),
    Buffer.from('{"txt":"Wrong field"}\n[]\n'),
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from(`{"text":"${'x'.repeat(5_000)}"}\n`),
    Buffer.from('{"text":"Too early","occurredAt":"1850-01-01T00:00:00Z"}\n'),
    Buffer.from('{"text":"It whistles","occurredAt":"2026-10-01T08:00:00+03:00"}'),
  ])
  const { summary, refusals, lines } = await importText(sinkOf(tenant), file)
  expect(summary).toEqual({ imported: 2, alreadyKnown: 0, refused: 8 })
  expect(lines).toEqual([2, 4, 5, 6, 7, 8, 9, 10])
  const reasons = new Map(refusals.map(({ line, reason }) => [line, reason]))
  expect(reasons.get(2)).toMatch(/^Not JSON/)
  expect(reasons.get(4)).toMatch(/^channel: .*PIGEON/)
  expect(reasons.get(5)).toBe('There is no product "kettel". Did you mean kettle?')
  expect(reasons.get(6)).toMatch(/txt/)
  expect(reasons.get(7)).toBe('The line is no JSON object, such as {"text":"…"}.')
  expect(reasons.get(8)).toMatch(/not UTF-8/)
  expect(reasons.get(9)).toBe('The line is longer than 4 KiB.')
  expect(reasons.get(10)).toBe('occurredAt: lies before 1990')
  expect(await stored(tenant)).toMatchObject([
    { text: 'The lid does not close', product: { key: 'kettle' }, customer: { externalId: 'c-1' } },
    { text: 'It whistles', occurredAt: new Date('2026-10-01T05:00:00Z') },
  ])
})

test.each(ways)(
  'a CSV file with dotted columns, quotes and broken lines goes in, %s',
  async (_way, sinkOf) => {
    const tenant = await world.tenant()
    const file = `text;occurredAt;customer.externalId;customer.since;customer.recurringRevenue.amount;customer.recurringRevenue.currency
"It says ""E4""; then stops";2026-10-01T08:00:00Z;c-1;2020-02-29;49.90;EUR
two;cells
"two
lines";2026-10-02T08:00:00Z;;;;
a "quote inside;2026-10-02T08:00:00Z;;;;
"opened and never closed;2026-10-02T08:00:00Z;;;;
The last one;2026-10-03T08:00:00Z;c-1;;;
;;;;;
`
    const { summary, refusals, lines } = await importText(sinkOf(tenant), file, { csv: true })
    expect(lines).toEqual([3, 6, 7, 9])
    expect(refusals.map(({ reason }) => reason)).toContain('It has 2 cells, and the header names 6 columns.')
    expect(summary).toEqual({ imported: 3, alreadyKnown: 0, refused: 4 })
    expect(await stored(tenant)).toMatchObject([
      { text: 'It says "E4"; then stops', customer: { externalId: 'c-1', revenueCurrency: 'EUR' } },
      { text: 'two\nlines', customer: null },
      { text: 'The last one', customer: { externalId: 'c-1' } },
    ])
  },
)

test.each(ways)('a day without a time is taken as midnight UTC, %s', async (_way, sinkOf) => {
  const tenant = await world.tenant()
  const { summary } = await importText(sinkOf(tenant), 'text,occurredAt\nThe lid is loose,2024-01-05\n', {
    csv: true,
  })
  expect(summary).toEqual({ imported: 1, alreadyKnown: 0, refused: 0 })
  expect(await stored(tenant)).toMatchObject([{ occurredAt: new Date('2024-01-05T00:00:00Z') }])
  const again = await importText(
    sinkOf(tenant),
    '{"text":"The lid is loose","occurredAt":"2024-01-05T00:00:00Z"}\n{"text":"No such day","occurredAt":"2024-02-30"}',
  )
  expect(again.summary).toEqual({ imported: 0, alreadyKnown: 1, refused: 1 })
  expect(again.refusals[0]?.reason).toMatch(/^occurredAt: .*is not a DateTime/)
})

test('a CSV file whose header names something unknown is refused as a whole', async () => {
  const tenant = await world.tenant()
  await expect(
    importText(storeInDatabase(world.deps, tenant.viewer), 'text,mood\nhello,bad\n', { csv: true }),
  ).rejects.toThrow(/no meaning for "mood"/)
  expect(await stored(tenant)).toEqual([])
})

test('reports that name no product get the one that the command names', async () => {
  const tenant = await world.tenant()
  await tenant.ask(`mutation {
    a: createProduct(input: { key: "kettle", name: "Kettle" }) { __typename }
    b: createProduct(input: { key: "oven", name: "Oven" }) { __typename }
  }`)
  const file = '{"text":"one"}\n{"text":"two","product":"oven"}\n'
  await importText(storeInDatabase(world.deps, tenant.viewer), file, { product: 'kettle' })
  expect((await stored(tenant)).map(({ product }) => product?.key)).toEqual(['kettle', 'oven'])
})

const goodLine = fc.record(
  {
    text: fc.constantFrom('The lid is loose', 'Kapak kapanmıyor', 'ฝาปิดไม่สนิท'),
    channel: fc.constantFrom('PHONE', 'CHAT'),
    externalId: fc.constantFrom('a', 'b', 'c'),
  },
  { requiredKeys: ['text'] },
)
const badLine = fc.constantFrom(
  '{',
  'null',
  '42',
  '{"text":""}',
  '{"text":"🙂"}',
  '{"text":"\\u0000 a"}',
  '{"text":7}',
)
const lineOfFile = fc.oneof(
  goodLine.map((report) => ({ good: report as object | null, line: JSON.stringify(report) })),
  badLine.map((line) => ({ good: null, line })),
  fc.constant({ good: null, line: '' }),
)

test('whatever good and bad lines a file mixes, and wherever it is cut off, each good one is in exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lineOfFile, { maxLength: 14 }), fc.nat(14), async (lines, cut) => {
      const tenant = await world.tenant()
      const sink = storeInDatabase(world.deps, tenant.viewer)
      const textOf = (part: typeof lines) => part.map(({ line }) => `${line}\n`).join('')
      await importText(sink, textOf(lines.slice(0, cut)), { batchSize: 3 })
      const { lines: refused } = await importText(sink, textOf(lines), { batchSize: 5 })

      const good = lines.flatMap(({ good: report }) => (report as { externalId?: string } | null) ?? [])
      const named = new Set(good.flatMap(({ externalId }) => externalId ?? []))
      const unnamed = good.filter(({ externalId }) => externalId === undefined)
      expect(await stored(tenant)).toHaveLength(named.size + unnamed.length)
      expect(refused).toEqual(
        lines.flatMap(({ good: report, line }, at) => (report || !line ? [] : [at + 1])),
      )
    }),
    { numRuns: 15 },
  )
})
