import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { absorbProblem } from '../problems/decisions/absorb-problem.ts'
import { findKeptApart, pairKey } from '../problems/decisions/find-kept-apart.ts'
import { lockProduct } from '../problems/lock-product.ts'
import { chooseSurvivor } from './choose-survivor.ts'
import { type AlikeProblem, findAlikeProblems } from './find-alike-problems.ts'
import { findUndecided } from './find-undecided.ts'
import { suggestMerge } from './suggest-merge.ts'
import { suggestedShare } from './thresholds.ts'

/** Two problems, and how like they are. */
type Pair = AlikeProblem & { id: string }

const ratio = ({ likeness, threshold }: AlikeProblem): number => likeness / threshold

/**
 * Compares problems that have got reports since they were last compared with those like them. The most alike are
 * merged first, as long as nobody has decided about them; each merge changes what the survivor is like. What may
 * not be merged, or is a little less alike, is suggested to people.
 */
export async function regroupProblems(
  deps: Deps,
  organizationId: string,
  problemIds: readonly string[],
): Promise<void> {
  const waiting = new Set(problemIds)
  const pairs = new Map<string, Pair[]>()
  const refused = new Set<string>()
  const compared = new Map<string, number>()
  for (;;) {
    for (const id of waiting) {
      const { reportCount, near } = await findPairs(deps, organizationId, id)
      compared.set(id, reportCount)
      pairs.set(id, near)
    }
    waiting.clear()
    const merged = await mergeMostAlike(deps, organizationId, [...pairs.values()].flat(), refused)
    if (merged === null) break
    // Whoever was near one of the two is asked again: one is gone, and the other is no longer what it was.
    pairs.delete(merged.goneId)
    for (const [id, near] of pairs)
      pairs.set(
        id,
        near.filter(({ problemId }) => problemId !== merged.goneId && problemId !== merged.survivorId),
      )
    waiting.add(merged.survivorId)
  }
  for (const pair of await findMutual(deps, organizationId, pairs))
    await suggestMerge(deps, organizationId, pair)
  // As many as were compared: what joined meanwhile is compared next time.
  await deps.database.prisma.$executeRaw`
    UPDATE problems SET compared_reports = known.reports
    FROM unnest(${[...compared.keys()]}::uuid[], ${[...compared.values()]}::int[]) AS known (id, reports)
    WHERE organization_id = ${organizationId}::uuid AND problems.id = known.id`
}

async function findPairs(
  deps: Deps,
  organizationId: string,
  id: string,
): Promise<{ reportCount: number; near: Pair[] }> {
  const { prisma } = deps.database
  const problem = await prisma.problem.findUnique({ where: { organizationId_id: { organizationId, id } } })
  if (problem === null || problem.mergedIntoId !== null) return { reportCount: 0, near: [] }
  const alike = await findAlikeProblems(deps, prisma, problem)
  const near = alike.filter((one) => ratio(one) >= suggestedShare).map((one) => ({ ...one, id }))
  return { reportCount: problem.reportCount, near }
}

/** Those where each problem is the most alike of the other: they are right twice as often as the others. */
async function findMutual(
  deps: Deps,
  organizationId: string,
  pairs: ReadonlyMap<string, Pair[]>,
): Promise<Pair[]> {
  const mutual = new Map<string, Pair>()
  for (const [id, [best]] of pairs) {
    if (best === undefined || mutual.has(pairKey(best.problemId, id))) continue
    const near = pairs.get(best.problemId) ?? (await findPairs(deps, organizationId, best.problemId)).near
    if (near[0]?.problemId === id) mutual.set(pairKey(id, best.problemId), best)
  }
  return [...mutual.values()]
}

/**
 * Merges the most alike of those that the service may merge; what it may not is `refused` from now on.
 * @returns null where there are none
 */
async function mergeMostAlike(
  deps: Deps,
  organizationId: string,
  pairs: readonly Pair[],
  refused: Set<string>,
) {
  const alike = pairs.filter((pair) => ratio(pair) >= 1).sort((x, y) => ratio(y) - ratio(x))
  for (const pair of alike) {
    if (refused.has(pairKey(pair.id, pair.problemId))) continue
    const merged = await inTransaction(deps.database, (transaction) =>
      mergeIfUndecided(deps, transaction, organizationId, pair),
    )
    if (merged !== null) return merged
    refused.add(pairKey(pair.id, pair.problemId)).add(pairKey(pair.problemId, pair.id))
  }
  return null
}

async function mergeIfUndecided(deps: Deps, transaction: Transaction, organizationId: string, pair: Pair) {
  const ids = [pair.id, pair.problemId]
  const where = { organizationId, id: { in: ids } }
  const products = await transaction.problem.findMany({ where, select: { productId: true } })
  // A problem without a product may get that of a report at any time: then all wait.
  const [x, y] = products.map(({ productId }) => productId)
  await lockProduct(transaction, organizationId, x === y ? (x ?? null) : null)
  const undecided = await findUndecided(transaction, organizationId, ids)
  if (undecided.size < 2) return null
  const apart = await findKeptApart(transaction, organizationId, [
    { problemId: pair.id, otherProblemId: pair.problemId },
  ])
  if (apart.has(pairKey(pair.id, pair.problemId))) return null
  const [a, b] = await transaction.problem.findMany({ where })
  if (a === undefined || b === undefined) return null
  const [survivor, gone] = await chooseSurvivor(transaction, a, b)
  const reason = `Alike to ${Math.min(1, pair.likeness).toFixed(2)}; problems that nobody has decided about are merged from ${pair.threshold.toFixed(2)} on.`
  await absorbProblem(deps, transaction, 'SERVICE', { survivor, merged: gone, reason })
  return { survivorId: survivor.id, goneId: gone.id }
}
