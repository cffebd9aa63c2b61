import pg from 'pg'
import { mostRepresentatives } from '../../src/reports/vectors/refresh-representatives.ts'
import { meanSketch } from '../../src/reports/vectors/sketch-vector.ts'
import { sketchLiteral } from '../../src/reports/vectors/vector-literals.ts'
import { booleanField, copyRows, sparsevecField, textField, uuidField, vectorField } from './copy-rows.ts'
import type { FillTask } from './fill-apart.ts'
import { copyMembers, expandReports, finishTables, makeProducts } from './fill-statements.ts'
import type { LearnedLexicon } from './learn-lexicon.ts'
import { languageOf, seededRandom, tellProblem } from './make-texts.ts'
import type { MakeVector } from './make-vectors.ts'
import { type PlannedProblem, plannedId } from './plan-problems.ts'

type Material = { model: string; makeVector: MakeVector; lexicon: LearnedLexicon }

/**
 * Fills an empty, migrated database with what is planned, past the service: as it would have done, only faster.
 * The newest members of each problem have texts and vectors of their own; the others repeat theirs.
 */
export async function fillDatabase(
  task: FillTask,
  plan: readonly PlannedProblem[],
  material: Material,
): Promise<void> {
  const client = new pg.Client({ connectionString: task.url })
  await client.connect()
  const step = async (name: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    console.error(`  ${name}: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
  }
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off;
      SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'`)
    const indexes = await dropIndexes(client)
    await step('products', () => makeProducts(client, task))
    await step('newest members', () => copyNewest(client, task, plan, material))
    await step('older members', () => copyMembers(client, task.organizationId, mostRepresentatives))
    await step('reports, memberships, problems', () => expandReports(client, task))
    await client.query('INSERT INTO lexicons VALUES ($1, $2, $3)', [
      task.organizationId,
      material.lexicon.documents,
      Buffer.from(material.lexicon.frequencies.buffer),
    ])
    for (const { name, definition } of indexes) await step(name, () => client.query(definition))
    await step('vacuum, analyze', () => finishTables(client))
  } finally {
    await client.end()
  }
}

const filled = ['customers', 'reports', 'memberships', 'problems', 'report_vectors', 'problem_vectors']

/** Making an index afterwards is many times faster than keeping it up. */
async function dropIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = ANY($1) AND schemaname = 'public' AND indexname NOT LIKE '%\\_pkey'`,
    [filled],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows
}

async function copyNewest(
  client: pg.Client,
  { organizationId }: FillTask,
  plan: readonly PlannedProblem[],
  { model, makeVector, lexicon }: Material,
): Promise<void> {
  await client.query(`CREATE UNLOGGED TABLE made_members (problem_id uuid, place int, members int, report_id uuid,
      product_id uuid, language text, text text)`)
  const organization = uuidField(organizationId)
  const random = seededRandom(3)
  const members: (Buffer | null)[][] = []
  const sketches: [string, string, string][] = []
  const into =
    'report_vectors (organization_id, report_id, problem_id, product_id, asked_model, model, dense, lexical, representative)'
  let number = 0
  function* vectors() {
    for (const problem of plan) {
      const problemId = plannedId('problem', problem.number)
      const productId = plannedId('product', problem.product)
      const language = languageOf(problem.number)
      const own = Array.from({ length: Math.min(problem.reports, mostRepresentatives) }, () => {
        const text = tellProblem(problem.number, random)
        return {
          text,
          reportId: plannedId('newer', number++),
          dense: makeVector(problem.number),
          lexical: lexicon.weigh(text),
        }
      })
      for (const [place, { text, reportId, dense, lexical }] of own.entries()) {
        const ids = [uuidField(reportId), uuidField(problemId), uuidField(productId)] as const
        const counts = [place, problem.reports].map((value) =>
          Buffer.from(Int32Array.of(value).buffer).swap32(),
        )
        members.push([ids[1], ...counts, ids[0], ids[2], textField(language), textField(text)])
        yield [
          organization,
          ...ids,
          textField(model),
          dense && textField(model),
          dense && vectorField(dense),
          sparsevecField(lexical),
          booleanField(true),
        ]
      }
      sketches.push([problemId, productId, sketchLiteral(meanSketch(own))])
    }
  }
  await copyRows(client, into, vectors())
  await copyRows(client, 'made_members', members)
  for (let at = 0; at < sketches.length; at += 500) {
    const some = sketches.slice(at, at + 500)
    await client.query(
      `INSERT INTO problem_vectors (organization_id, problem_id, product_id, sketch)
      SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::halfvec[])`,
      [organizationId, ...[0, 1, 2].map((column) => some.map((row) => row[column]))],
    )
  }
}
