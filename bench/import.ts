// How fast history comes in, on the embedded database with the built-in model, beside the model's own rate for the
// same texts in the same run; how long the event loop stands still meanwhile, and how much memory it takes.
//   npm run bench:import [-- --reports 20000 --grouped 1000 --batch 500]
// --grouped: how many of them are grouped too, as the job does it; --batch: how many texts the model gets at once
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CreateProductDocument, ImportReportsDocument } from '../schema/generated/operations.ts'
import { groupReports } from '../src/grouping/group-reports.ts'
import { vectorizeTexts } from '../src/reports/vectors/vectorize-texts.ts'
import { longestPauseAllowed, type Watched, watchProcess } from './import/watch-process.ts'
import { openSubject, type Subject } from './open-subject.ts'
import { percentile } from './percentile.ts'
import { languageOf, seededRandom, tellProblem } from './scale/make-texts.ts'

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '20000' },
    grouped: { type: 'string', default: '1000' },
    batch: { type: 'string', default: '500' },
  },
})
const count = Number(values.reports)
const grouped = Math.min(count, Number(values.grouped))
/** Store and embed may be at least this share of the model's own rate. */
const limit = 0.8
const requestSize = 500
const embedSize = Number(values.batch)
/** As the grouping job takes them. */
const batchSize = 50
const troubles = 400
const warmUp = 640
const roundSize = 1_280

const random = seededRandom(3)
const english = Array.from({ length: troubles * 2 }, (_, problem) => problem)
  .filter((problem) => languageOf(problem) === 'en')
  .slice(0, troubles)
const reports = Array.from({ length: count }, (_, i) => ({
  text: `${tellProblem(english[i % english.length] as number, random)} Case ${i}.`,
  product: 'oven',
  externalId: `case-${i}`,
  customer: { externalId: `customer-${i % 7_000}` },
  occurredAt: new Date(Date.now() - (count - i) * 60_000).toISOString(),
}))
const texts = reports.map(({ text }) => text)

const folder = await mkdtemp(join(tmpdir(), 'bothways-bench-'))
const subject = await openSubject({ DATA_DIR: folder }, { works: false })
try {
  await subject.ask(CreateProductDocument, { input: { key: 'oven', name: 'Oven' } })
  await subject.deps.embedder.embed(texts.slice(0, warmUp))
  const own = [await embedderRate(subject, 0), await embedderRate(subject, 1)]
  const taking = await watchProcess(() => storeAndEmbed(subject))
  own.push(await embedderRate(subject, 2), await embedderRate(subject, 3))
  const grouping = await watchProcess(() => group(subject))
  print(own, taking, grouping)
} finally {
  await subject.close()
  await rm(folder, { recursive: true, force: true })
}

/** Texts a second of the model alone, all handed over at once. */
async function embedderRate({ deps }: Subject, round: number): Promise<number> {
  const start = (round * roundSize) % Math.max(1, count - roundSize)
  const some = texts.slice(start, start + roundSize)
  const started = performance.now()
  await deps.embedder.embed(some)
  return (1_000 * some.length) / (performance.now() - started)
}

/** Requests one after another, over HTTP; what is stored is embedded meanwhile, as for grouping. */
async function storeAndEmbed({ ask, deps }: Subject): Promise<{ stored: number; embedded: number }> {
  const started = performance.now()
  let embedding = Promise.resolve()
  for (let start = 0; start < count; start += requestSize) {
    const some = reports.slice(start, start + requestSize)
    const answer = await ask(ImportReportsDocument, { input: { reports: some } })
    if (
      answer.importReports?.__typename !== 'ImportReportsSuccess' ||
      answer.importReports.rejected.length > 0
    )
      throw new Error(JSON.stringify(answer))
    embedding = embedding.then(async () => {
      for (let at = 0; at < some.length; at += embedSize)
        await vectorizeTexts(
          deps,
          some.slice(at, at + embedSize).map(({ text }) => ({ text, language: 'en' })),
        )
    })
  }
  const stored = performance.now() - started
  await embedding
  return { stored, embedded: performance.now() - started }
}

/** The first of them, as the grouping job does; answers how long the model took of it. */
async function group({ deps }: Subject): Promise<{ embedding: number }> {
  const waiting = await deps.database.prisma.report.findMany({
    select: { id: true, organizationId: true },
    orderBy: { occurredAt: 'asc' },
    take: grouped,
  })
  const { embed } = deps.embedder
  let embedding = 0
  deps.embedder.embed = async (some) => {
    const started = performance.now()
    const vectors = await embed.call(deps.embedder, some)
    embedding += performance.now() - started
    return vectors
  }
  for (let at = 0; at < waiting.length; at += batchSize) {
    const some = waiting.slice(at, at + batchSize)
    await groupReports(
      deps,
      some[0]?.organizationId ?? '',
      some.map(({ id }) => id),
    )
  }
  deps.embedder.embed = embed
  return { embedding }
}

function print(
  own: readonly number[],
  taking: Watched<{ stored: number; embedded: number }>,
  grouping: Watched<{ embedding: number }>,
): void {
  const rate = percentile(own, 0.5)
  const line = (name: string, value: number, rest = '') =>
    console.log(`${name.padEnd(28)}${value.toFixed(0).padStart(8)} reports/s  ${rest}`)
  const perSecond = (reportCount: number, milliseconds: number) => (1_000 * reportCount) / milliseconds
  line('model alone', rate, `median of ${own.map((value) => value.toFixed(0)).join(', ')}`)
  line('stored', perSecond(count, taking.value.stored), 'with the model at work beside it')
  const taken = perSecond(count, taking.value.embedded)
  line('stored and embedded', taken, `${(taken / rate).toFixed(2)} of the model alone, at least ${limit}`)
  const joined = perSecond(grouped, grouping.milliseconds)
  const share = ((100 * grouping.value.embedding) / grouping.milliseconds).toFixed(0)
  line(
    'grouped',
    joined,
    `${(joined / rate).toFixed(2)} of the model alone; the model is ${share} % of its time`,
  )
  for (const [name, watched] of [
    ['while storing and embedding', taking],
    ['while grouping', grouping],
  ] as const) {
    console.log(
      `${name.padEnd(28)}longest pause of the event loop ${watched.longestPause.toFixed(0)} ms, at most ${longestPauseAllowed}; ` +
        `${watched.longestOwnPause.toFixed(0)} ms without waiting for a processor; ${watched.peakMemory.toFixed(0)} MB resident at most`,
    )
  }
}
