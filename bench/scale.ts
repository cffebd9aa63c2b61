// What submitReport costs with 10,000 and with 1,000,000 stored reports, in turns, over HTTP, without embedding; and
// whether the search over candidates finds what the one over all does. Needs a PostgreSQL server with pgvector where
// it may create databases: about 10 GB of disk, 2 GB of maintenance_work_mem and half an hour.
//   DATABASE_URL=postgresql://… npm run bench:scale [-- --reports 1000000 --problems 20000 --queries]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { MiniLmEmbedder } from '../src/embedding/minilm/minilm-embedder.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { openSubject } from './open-subject.ts'
import { watchQueries } from './record-queries.ts'
import { fillDatabase } from './scale/fill-database.ts'
import { learnLexicon } from './scale/learn-lexicon.ts'
import { seededRandom, tellProblem } from './scale/make-texts.ts'
import { perturbVectors } from './scale/make-vectors.ts'
import { compareSearches, submitTelling } from './scale/measure-scale.ts'
import { drawProblem, planProblems } from './scale/plan-problems.ts'
import { printScale, printSearches, printSizes } from './scale/print-scale.ts'
import { ToldEmbedder } from './scale/told-embedder.ts'

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '1000000' },
    problems: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '300' },
    queries: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const server = process.env.DATABASE_URL
if (server === undefined) throw new Error('DATABASE_URL must name a PostgreSQL server with pgvector')
const warmUp = 40
const rounds = Number(values.rounds)
const sizes = [
  { name: 'small', reports: 10_000, problems: 200 },
  { name: 'large', reports: Number(values.reports), problems: Number(values.problems) },
] as const

watchQueries()
const folder = await mkdtemp(join(tmpdir(), 'bothways-bench-'))
const admin = new pg.Client({ connectionString: server })
await admin.connect()
const builtIn = new MiniLmEmbedder({ directory: join(folder, 'models') })
try {
  const makeVector = await perturbVectors(builtIn, Number(values.problems), 1)
  const subjects = []
  for (const size of sizes) subjects.push(await openFilled(size, makeVector))
  for (let round = 0; round < warmUp + rounds; round++)
    for (const subject of round % 2 ? subjects : subjects.toReversed())
      await subject.submitNext(round >= warmUp)
  printScale(subjects, values.queries)
  for (const subject of subjects) printSearches(subject.name, await subject.compare(rounds))
  for (const subject of subjects) await printSizes(subject.name, subject.deps.database.pool)
  console.log(`memory of this process: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`)
  for (const subject of subjects) await subject.close()
} finally {
  await builtIn.close()
  if (!values.keep)
    for (const { name } of sizes) await admin.query(`DROP DATABASE IF EXISTS bothways_scale_${name}`)
  await admin.end()
  await rm(folder, { recursive: true, force: true })
}

async function openFilled(
  { name, reports, problems }: (typeof sizes)[number],
  makeVector: Awaited<ReturnType<typeof perturbVectors>>,
) {
  const url = new URL(server as string)
  url.pathname = `/bothways_scale_${name}`
  await admin.query(`DROP DATABASE IF EXISTS bothways_scale_${name}`)
  await admin.query(`CREATE DATABASE bothways_scale_${name}`)
  const told = new Map<string, Float32Array>()
  const subject = await openSubject(
    { DATABASE_URL: url.href },
    { works: false, embedder: new ToldEmbedder(builtIn, told) },
  )
  const plan = planProblems(problems, reports)
  const viewer = await findViewer(subject.deps.database.pool)
  console.log(`${name}: ${reports} reports, ${problems} problems`)
  const lexicon = learnLexicon(plan, reports)
  await fillDatabase(url.href, viewer, plan, { model: builtIn.model, makeVector, lexicon })
  const random = seededRandom(11)
  const draw = () => {
    const problem = drawProblem(plan, random)
    const text = tellProblem(problem.number, random)
    const vector = makeVector(problem.number)
    if (vector) told.set(text, vector)
    return { problem, text }
  }
  const submitted: Awaited<ReturnType<typeof submitTelling>>[] = []
  return {
    ...subject,
    name,
    submitted,
    async submitNext(counts: boolean) {
      const { problem, text } = draw()
      const customer = `customer-${Math.floor((random() * reports) / 5)}`
      const sample = await submitTelling(subject, problem, text, customer)
      if (counts) submitted.push(sample)
    },
    async compare(count: number) {
      const found = []
      for (let i = 0; i < count; i++) {
        const { problem, text } = draw()
        found.push(await compareSearches(subject, viewer.organizationId, problem, text))
      }
      return found
    },
  }
}

async function findViewer(pool: pg.Pool): Promise<Viewer> {
  const { rows } = await pool.query('SELECT organization_id, id FROM members LIMIT 1')
  return {
    organizationId: rows[0].organization_id,
    memberId: rows[0].id,
    teamId: null,
    scopes: ['ADMIN'],
    keyId: null,
  }
}
