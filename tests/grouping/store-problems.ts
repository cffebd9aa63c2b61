import type { SparseVector } from '../../src/embedding/sparse-vector.ts'
import type { Database } from '../../src/platform/database/open-database.ts'
import { meanSketch } from '../../src/reports/vectors/sketch-vector.ts'
import { sketchLiteral, sparsevecLiteral, vectorLiteral } from '../../src/reports/vectors/vector-literals.ts'
import type { TextVector } from '../../src/reports/vectors/vectorize-texts.ts'

export const model = 'handmade@1'
export const organizationId = '00000000-0000-4000-8000-000000000000'

const idOf = (kind: number, number: number): string =>
  `0000000${kind}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
export const productId = (product: number): string => idOf(1, product)
export const problemId = (problem: number): string => idOf(2, problem)

/** Numbers -0.5..0.5 that are the same in each run. */
export function seededNoise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x7fffffff - 0.5
  }
}

export type Telling = { dense: Float32Array; lexical: SparseVector }

/** A text about a problem: near to its other texts in meaning, and with three words of five in common with them. */
export function tell(problem: number, random: () => number): Telling {
  const own = seededNoise(problem * 7_919 + 1)
  const dense = Float32Array.from({ length: 384 }, () => own() + 0.8 * random())
  const length = Math.hypot(...dense)
  const words = [0, 1, 2].map((word) => problem * 10 + word)
  const others = [20_000, 21_000].map((from) => from + Math.floor((random() + 0.5) * 900))
  const indices = Uint32Array.from([...words, ...others]).sort()
  return {
    dense: dense.map((value) => value / length),
    lexical: { indices, values: new Float32Array(indices.length).fill(Math.sqrt(1 / indices.length)) },
  }
}

export const lookedFor = (product: number | null, { dense, lexical }: Telling, language = 'en') => ({
  productId: product === null ? null : productId(product),
  vector: { language, model, askedModel: model, dense, denseShare: 0.6, features: lexical } as TextVector,
  lexical,
  center: new Float32Array(384),
})

/** How many reports repeat each telling: making and storing vectors is what takes time. */
const repeated = 5

/** Problems of a product, each with so many times five reports, stored as if the service had grouped them. */
export async function storeProblems(
  { pool }: Database,
  product: number,
  { problems, tellings }: { problems: number[]; tellings: number },
): Promise<void> {
  const random = seededNoise(product + 1)
  const now = new Date('2026-11-22T09:00:00Z')
  await pool.query(
    `INSERT INTO organizations (id, name, secret, created_at) VALUES ($1, 'A company', '', $2) ON CONFLICT DO NOTHING`,
    [organizationId, now],
  )
  await pool.query(
    `INSERT INTO products (organization_id, id, key, name, ticket_policy, quotes_allowed, recurring_customers,
      recurring_window_days, created_at) VALUES ($1, $2, $3, $3, 'PROPOSED', false, 3, 28, $4)`,
    [organizationId, productId(product), `product-${product}`, now],
  )
  const rows = problems.map((problem) => {
    const told = Array.from({ length: tellings }, () => tell(problem, random))
    return { problem, told, sketch: sketchLiteral(meanSketch(told)) }
  })
  await pool.query(
    `WITH stored AS (
      INSERT INTO problems (organization_id, id, product_id, title, status, status_since, report_count, customer_count,
        languages, versions, first_seen_at, last_seen_at, impact, growth, created_at, updated_at)
      SELECT $1, id, $2, 'A problem', 'CANDIDATE', $3, 0, 0, '{}', '{}', $3, $3, 0, 0, $3, $3 FROM unnest($4::uuid[]) AS id
    )
    INSERT INTO problem_vectors SELECT $1, id, $2, sketch FROM unnest($4::uuid[], $5::halfvec[]) AS given (id, sketch)`,
    [
      organizationId,
      productId(product),
      now,
      rows.map(({ problem }) => problemId(problem)),
      rows.map(({ sketch }) => sketch),
    ],
  )
  const reports = rows.flatMap(({ problem, told }) =>
    told.map((telling, at) => ({
      id: idOf(3, problem * 1_000 + at),
      problem: problemId(problem),
      ...telling,
    })),
  )
  await pool.query(
    `WITH given AS MATERIALIZED (
      SELECT overlay(first::text PLACING lpad(to_hex(place), 1) FROM 1 FOR 1)::uuid AS id, problem, dense, lexical
      FROM unnest($5::uuid[], $6::uuid[], $7::vector[], $8::sparsevec[]) AS told (first, problem, dense, lexical),
        generate_series(1, ${repeated}) AS place
    ), stored AS (
      INSERT INTO reports (organization_id, id, text, redacted_text, redactions, language, language_detected, channel,
        product_id, reporter_id, occurred_at, received_at, grouped_at)
      SELECT $1, id, 'told', 'told', '[]', 'en', false, 'CHAT', $2, $1, $3, $3, $3 FROM given
    )
    INSERT INTO report_vectors (organization_id, report_id, problem_id, product_id, model, asked_model, dense, lexical,
      representative)
    SELECT $1, id, problem, $2, $4, $4, dense, lexical, true FROM given`,
    [
      organizationId,
      productId(product),
      now,
      model,
      reports.map(({ id }) => id),
      reports.map(({ problem }) => problem),
      reports.map(({ dense }) => vectorLiteral(dense)),
      reports.map(({ lexical }) => sparsevecLiteral(lexical)),
    ],
  )
}
