// What submitReport costs with 10,000 and with 1,000,000 stored reports, in turns, over HTTP, without embedding; and
// whether the search over candidates finds what the one over all does. Needs a PostgreSQL server with pgvector where
// it may create databases: about 8 GB of disk, 2 GB of shared_buffers and half an hour.
//   DATABASE_URL=postgresql://… npm run bench:scale [-- --reports 1000000 --problems 20000 --rounds 300 --queries]
import { parseArgs } from 'node:util'
import pg from 'pg'
import { miniLmModel } from '../src/embedding/minilm/minilm-files.ts'
import { openSubject } from './open-subject.ts'
import { watchQueries } from './record-queries.ts'
import { fillApart } from './scale/fill-apart.ts'
import { compareSearches, type Submitted, submitTelling } from './scale/measure-scale.ts'
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
/** Comparing with all of a product with hundreds of thousands of reports takes a second each. */
const searches = 200
const sizes = [
  { name: 'small', reports: 10_000, problems: 200 },
  { name: 'large', reports: Number(values.reports), problems: Number(values.problems) },
]

watchQueries()
const admin = new pg.Client({ connectionString: server })
await admin.connect()
const subjects: Awaited<ReturnType<typeof openFilled>>[] = []
try {
  for (const size of sizes) subjects.push(await openFilled(size))
  for (let round = 0; round < warmUp + rounds; round++)
    for (const subject of round % 2 ? subjects : subjects.toReversed())
      await subject.submitNext(round >= warmUp)
  printScale(subjects, values.queries)
  for (const { name, compareNext } of subjects) {
    const found = []
    for (let i = 0; i < searches; i++) found.push(await compareNext())
    printSearches(name, found)
  }
  for (const { name, deps } of subjects) await printSizes(name, deps.database.pool)
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(`memory of this process, which is both services and their client: ${memory} MB`)
} finally {
  for (const subject of subjects) await subject.close()
  if (!values.keep)
    for (const { name } of sizes) await admin.query(`DROP DATABASE IF EXISTS ${databaseOf(name)}`)
  await admin.end()
}

function databaseOf(name: string): string {
  return `bothways_scale_${name}`
}

async function openFilled(size: { name: string; reports: number; problems: number }) {
  const { name, reports } = size
  const url = new URL(server as string)
  url.pathname = `/${databaseOf(name)}`
  await admin.query(`DROP DATABASE IF EXISTS ${databaseOf(name)}`)
  await admin.query(`CREATE DATABASE ${databaseOf(name)}`)
  const embedder = new ToldEmbedder(miniLmModel)
  const subject = await openSubject({ DATABASE_URL: url.href }, { works: false, embedder })
  const { rows } = await subject.deps.database.pool.query('SELECT organization_id, id FROM members LIMIT 1')
  const viewer = { organizationId: rows[0].organization_id, memberId: rows[0].id }
  const tellings = await fillApart({
    ...size,
    ...viewer,
    url: url.href,
    tellings: warmUp + rounds + searches,
  })
  embedder.learn(tellings)
  const submitted: Submitted[] = []
  let at = 0
  const next = () => {
    const telling = tellings[at++]
    if (telling === undefined) throw new Error('no telling is left')
    return telling
  }
  return {
    ...subject,
    name,
    submitted,
    async submitNext(counts: boolean) {
      const customer = `customer-${at % Math.ceil(reports / 5)}`
      const sample = await submitTelling(subject, next(), customer)
      if (counts) submitted.push(sample)
    },
    compareNext: () => compareSearches(subject, viewer.organizationId, next()),
  }
}
