import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { DomainError } from '../../../src/platform/errors.ts'
import { findBrokenConstraints } from '../../../src/problems/decisions/find-broken-constraints.ts'
import { mergeProblems } from '../../../src/problems/merge-problems.ts'
import { moveReports } from '../../../src/problems/move-reports.ts'
import { splitProblem } from '../../../src/problems/split-problem.ts'
import { undoDecision } from '../../../src/problems/undo-decision.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const texts = ['The clock flashes after a power cut', 'The door squeaks', 'Invoice shows the wrong address']

const report = fc.record({
  text: fc.constantFrom(...texts),
  product: fc.constantFrom('oven', 'kettle'),
  customer: fc.constantFrom('a', 'b', 'c', 'd').map((externalId) => ({ externalId })),
  language: fc.constantFrom('en', 'tr'),
})

/** What a person does next; the numbers pick from what there is at that time. */
const step = fc.oneof(
  fc.record({ does: fc.constant('merge' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({ does: fc.constant('split' as const), a: fc.nat(), every: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    does: fc.constant('move' as const),
    a: fc.nat(),
    b: fc.nat(),
    every: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ does: fc.constant('undo' as const), a: fc.nat() }),
  fc.record({ does: fc.constant('report' as const), text: fc.constantFrom(...texts) }),
)
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never

type Placed = { reportId: string; problemId: string }

const placesOf = ({ viewer }: Tenant): Promise<Placed[]> =>
  world.deps.database.prisma.membership.findMany({
    where: { organizationId: viewer.organizationId },
    orderBy: { reportId: 'asc' },
    select: { reportId: true, problemId: true },
  })

test('whatever is merged, split, moved and undone, counts are exact and decisions hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(report, { minLength: 4, maxLength: 8 }),
      fc.array(step, { minLength: 4, maxLength: 14 }),
      async (reports, steps) => {
        const company = await companyWith(reports)
        for (const one of steps) {
          const before = await placesOf(company)
          const done = await take(company, one)
          const after = await placesOf(company)
          if (done === 'refused') expect(after).toEqual(before)
          await expectExactCounts(company)
          expect(await brokenConstraints(company)).toEqual([])
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})

test('undone in reverse order, decisions leave everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(report, { minLength: 4, maxLength: 8 }),
      fc.array(
        step.filter(({ does }) => does !== 'undo' && does !== 'report'),
        { minLength: 2, maxLength: 8 },
      ),
      async (reports, steps) => {
        const company = await companyWith(reports)
        const before = await placesOf(company)
        for (const one of steps) await take(company, one)
        for (const decisionId of await standingDecisions(company))
          await undoDecision(world.deps, company.viewer, { decisionId })
        expect(await placesOf(company)).toEqual(before)
        await expectExactCounts(company)
      },
    ),
    { numRuns: 6, endOnFailure: true },
  )
})

async function companyWith(reports: object[]): Promise<Tenant> {
  const company = await world.tenant()
  await company.product('oven')
  await company.product('kettle')
  await company.mutate('importReports', { reports })
  await world.workOff({ evenIfLater: true })
  return company
}

async function take(company: Tenant, one: Step): Promise<'done' | 'refused'> {
  const { deps } = world
  const places = await placesOf(company)
  const problems = [...new Set(places.map(({ problemId }) => problemId))].sort()
  const pick = (number: number): string => problems[number % problems.length] ?? ''
  const some = (problemId: string, every: number) =>
    places
      .filter((place) => place.problemId === problemId)
      .filter((_, at) => at % every === 0)
      .map(({ reportId }) => reportId)
  try {
    if (one.does === 'merge')
      await mergeProblems(deps, company.viewer, { problemId: pick(one.a), otherProblemIds: [pick(one.b)] })
    if (one.does === 'split')
      await splitProblem(deps, company.viewer, {
        problemId: pick(one.a),
        reportIds: some(pick(one.a), one.every),
      })
    if (one.does === 'move')
      await moveReports(deps, company.viewer, {
        reportIds: some(pick(one.a), one.every),
        toProblemId: pick(one.b),
      })
    if (one.does === 'undo') {
      const standing = await standingDecisions(company)
      const decisionId = standing[one.a % standing.length]
      if (decisionId) await undoDecision(deps, company.viewer, { decisionId })
    }
    if (one.does === 'report') await company.report(one.text, { product: 'oven', customer: 'e' })
    return 'done'
  } catch (error) {
    if (error instanceof DomainError) return 'refused'
    throw error
  }
}

async function standingDecisions({ viewer }: Tenant): Promise<string[]> {
  const standing = await world.deps.database.prisma.decision.findMany({
    where: { organizationId: viewer.organizationId, kind: { not: 'UNDONE' }, undoneBy: null },
    orderBy: { id: 'desc' },
  })
  return standing.map(({ id }) => id)
}

const brokenConstraints = ({ viewer: { organizationId } }: Tenant) =>
  inTransaction(world.deps.database, async (transaction) => {
    const all = await transaction.problem.findMany({ where: { organizationId }, select: { id: true } })
    return findBrokenConstraints(
      transaction,
      organizationId,
      all.map(({ id }) => id),
    )
  })

async function expectExactCounts({ viewer: { organizationId } }: Tenant): Promise<void> {
  const { prisma } = world.deps.database
  const problems = await prisma.problem.findMany({
    where: { organizationId },
    include: { memberships: { include: { report: true } } },
  })
  const reports = await prisma.report.count({ where: { organizationId } })
  expect(problems.reduce((sum, { reportCount }) => sum + reportCount, 0)).toBe(reports)
  for (const { memberships, mergedIntoId, ...problem } of problems) {
    expect(mergedIntoId === null).toBe(memberships.length > 0)
    const customers = new Set(memberships.map(({ report: { customerId, id } }) => customerId ?? id))
    expect(problem).toMatchObject({
      reportCount: memberships.length,
      customerCount: customers.size,
      languages: [...new Set(memberships.map(({ report }) => report.language))].sort(),
    })
  }
}
