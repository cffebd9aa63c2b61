import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCandidates } from '../../src/grouping/find-candidates.ts'
import { compareProblems, findNearestProblems } from '../../src/grouping/find-nearest-problems.ts'
import type { Database } from '../../src/platform/database/open-database.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import { refreshProblemVector } from '../../src/reports/vectors/refresh-problem-vector.ts'
import { borrowTestDatabase } from '../support/open-test-database.ts'
import {
  lookedFor,
  organizationId,
  problemId,
  productId,
  seededNoise,
  storeProblems,
  tell,
} from './store-problems.ts'

const large = 1
const small = 2
const random = seededNoise(99)
let database: Database

beforeAll(async () => {
  database = await borrowTestDatabase()
  // Together more than two thousand reports.
  const problems = Array.from({ length: 84 }, (_, problem) => problem)
  await storeProblems(database, large, { problems, tellings: 5 })
  await storeProblems(database, small, { problems: [500, 501, 502], tellings: 1 })
})
afterAll(() => database.close())

const candidatesFor = (product: number | null, problem: number) =>
  inTransaction(database, (transaction) =>
    findCandidates(transaction, organizationId, lookedFor(product, tell(problem, random))),
  )

test('of a product with thousands of reports few problems are compared, and the best is the same', async () => {
  for (const problem of [0, 17, 42, 83]) {
    const text = lookedFor(large, tell(problem, random))
    const [found, best] = await inTransaction(database, async (transaction) => [
      await findNearestProblems(transaction, organizationId, text, 1),
      await compareProblems(transaction, organizationId, text, 1, null),
    ])
    expect(found).toEqual(best)
    expect(found[0]).toMatchObject({ problemId: problemId(problem), representatives: 25 })
    const candidates = await candidatesFor(large, problem)
    expect(candidates).toHaveLength(24)
    expect(candidates).toContain(problemId(problem))
  }
})

test('of a product with few reports all problems are compared', async () => {
  expect(await candidatesFor(small, 501)).toBeNull()
})

test('a problem of another product is no candidate, however alike', async () => {
  expect(await candidatesFor(large, 501)).not.toContain(problemId(501))
})

test('a text without a product has candidates of all products', async () => {
  expect(await candidatesFor(null, 501)).toContain(problemId(501))
})

test('a text without words and meaning still gets an answer', async () => {
  const nothing = { indices: new Uint32Array(), values: new Float32Array() }
  const text = lookedFor(large, { dense: new Float32Array(384), lexical: nothing })
  const vector = { ...text.vector, dense: null, model: null, denseShare: 0 }
  const found = await inTransaction(database, (transaction) =>
    findNearestProblems(transaction, organizationId, { ...text, vector }, 1),
  )
  expect(found.every(({ likeness }) => likeness === 0)).toBe(true)
})

test('reports that moved to another problem are found there, and the empty one no more', async () => {
  await inTransaction(database, async (transaction) => {
    await transaction.$executeRaw`UPDATE report_vectors SET problem_id = ${problemId(30)}::uuid
      WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId(31)}::uuid`
    for (const number of [30, 31]) await refreshProblemVector(transaction, organizationId, problemId(number))
  })
  const candidates = await candidatesFor(large, 31)
  expect(candidates).toContain(problemId(30))
  expect(candidates).not.toContain(problemId(31))
})

test('a problem is looked for in the product that it has now', async () => {
  await inTransaction(database, async (transaction) => {
    await transaction.problem.update({
      where: { organizationId_id: { organizationId, id: problemId(50) } },
      data: { productId: productId(small) },
    })
    await refreshProblemVector(transaction, organizationId, problemId(50))
  })
  expect(await candidatesFor(large, 50)).not.toContain(problemId(50))
})
