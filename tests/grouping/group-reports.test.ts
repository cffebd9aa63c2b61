import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Embedder, EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { assembleDeps } from '../../src/entrypoints/assemble-deps.ts'
import { openDatabase } from '../../src/platform/database/open-database.ts'
import { submitReport } from '../../src/reports/submit-report.ts'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

/** Knows one trouble by its letters; can be switched off. */
class SwitchedEmbedder implements Embedder {
  readonly model = 'letters@1'
  readonly dimensions = 26
  isOff = false
  denseShare = () => 0.5
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (this.isOff) throw new EmbedderUnavailable('The model is switched off.')
    return texts.map((text) => {
      const vector = new Float32Array(26)
      for (const letter of text.toLowerCase()) {
        const at = letter.charCodeAt(0) - 97
        if (at >= 0 && at < 26) vector[at] = (vector[at] ?? 0) + 1
      }
      const length = Math.hypot(...vector) || 1
      return vector.map((value) => value / length)
    })
  }
  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}

let world: World
const embedder = new SwitchedEmbedder()

beforeAll(async () => {
  world = await openWorld({ embedder })
})
afterAll(() => world.close())

const problemsOf = async (company: Tenant) => {
  const { data } = await company.ask('{ problems { edges { node { id reportCount customerCount } } } }')
  return data.problems.edges.map(({ node }: { node: object }) => node)
}

test('ten customers who report a new trouble at once open one problem', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const reports = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      company.report(clockTroubles[0], { product: 'oven', customer: `customer-${at}` }),
    ),
  )
  expect(new Set(reports.map(({ problem }) => problem.id)).size).toBe(1)
  expect(reports.filter(({ membership }) => membership.method === 'OPENED')).toHaveLength(1)
  expect(await problemsOf(company)).toMatchObject([{ reportCount: 10, customerCount: 10 }])
})

test('reports that name no product join the same problem, also at once', async () => {
  const company = await world.tenant()
  await company.product('oven')
  await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      company.report(clockTroubles[0], { customer: `c-${at}`, ...(at % 2 === 0 ? { product: 'oven' } : {}) }),
    ),
  )
  const found = await problemsOf(company)
  expect(found.reduce((sum: number, { reportCount }: { reportCount: number }) => sum + reportCount, 0)).toBe(
    8,
  )
  expect(found).toHaveLength(1)
})

test('two products never share a problem, however alike the words', async () => {
  const company = await world.tenant()
  await company.product('oven')
  await company.product('kettle')
  const [oven, kettle] = [
    await company.report(clockTroubles[0], { product: 'oven' }),
    await company.report(clockTroubles[0], { product: 'kettle' }),
  ]
  expect(oven.problem.id).not.toBe(kettle.problem.id)
})

test('without an embedder a report is kept and answered, and grouped when the embedder is back', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const before = await company.report(clockTroubles[0], { product: 'oven', customer: 'anna' })
  embedder.isOff = true
  const kept = await company.report(clockTroubles[1], { product: 'oven', customer: 'bert' })
  expect(kept).toMatchObject({ membership: null, groupedAt: null, alreadyKnown: false })
  await world.workOff({ evenIfLater: true })
  expect(await problemsOf(company)).toMatchObject([{ reportCount: 1 }])

  embedder.isOff = false
  await world.pass(60_000)
  const query =
    'query ($id: ID!) { node(id: $id) { ... on Report { membership { problem { id reportCount } } } } }'
  const { data } = await company.ask(query, { id: kept.id })
  expect(data.node.membership.problem).toEqual({ id: before.problem.id, reportCount: 2 })
})

const { server } = inject('databaseTemplate')

// The embedded database is one process's own: several nodes need PostgreSQL (TEST_DATABASE_URL).
test.skipIf(server === null)(
  'two nodes that take ten reports of a new trouble open one problem',
  async () => {
    const company = await world.tenant()
    await company.product('oven')
    const { rows } = await world.deps.database.pool.query<{ name: string }>(
      'SELECT current_database() AS name',
    )
    const url = new URL(server?.url ?? '')
    url.pathname = `/${rows[0]?.name}`
    const database = await openDatabase({ url: url.href, dataDir: null, poolSize: 4 })
    const node = await assembleDeps({ ...world.deps, database, works: false })
    try {
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          submitReport(at % 2 === 0 ? world.deps : node, company.viewer, {
            text: clockTroubles[0],
            product: 'oven',
            customer: { externalId: `customer-${at}` },
          }),
        ),
      )
      expect(await problemsOf(company)).toMatchObject([{ reportCount: 10, customerCount: 10 }])
    } finally {
      await node.jobs.close()
      await node.broadcast.close()
      await database.close()
    }
  },
)
