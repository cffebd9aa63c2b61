import { weigh } from '../embedding/lexical-features.ts'
import { sharedTerms } from '../embedding/shared-terms.ts'
import type { Report } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lockProduct } from '../problems/lock-product.ts'
import { recountProblem } from '../problems/recount-problem.ts'
import { refreshProblemVector } from '../reports/vectors/refresh-problem-vector.ts'
import { type TextVector, vectorizeTexts } from '../reports/vectors/vectorize-texts.ts'
import { decideJoining } from './decide-joining.ts'
import type { LookedFor } from './find-candidates.ts'
import { findNearestProblems } from './find-nearest-problems.ts'
import { movesSketch } from './moves-sketch.ts'
import { limitRepresentatives, placeReport } from './place-report.ts'

type Vectorized = { report: Report; vector: TextVector }

/**
 * Puts reports into problems, one after another in the order given. Those that have a problem already are
 * left as they are, so it may run twice and on two nodes at once.
 * @throws EmbedderUnavailable; nothing is changed then
 */
export async function groupReports(
  deps: Deps,
  organizationId: string,
  reportIds: readonly string[],
): Promise<void> {
  const found = await deps.database.prisma.report.findMany({
    where: { organizationId, id: { in: [...reportIds] }, groupedAt: null },
  })
  const reports = found.sort((a, b) => reportIds.indexOf(a.id) - reportIds.indexOf(b.id))
  // Outside the transaction: a model that is slow must not hold the lock.
  const vectors = await vectorizeTexts(
    deps,
    reports.map(({ redactedText, language }) => ({ text: redactedText, language })),
  )
  const vectorized = reports.map((report, at) => ({ report, vector: vectors[at] as TextVector }))
  for (const sameProduct of runsOfOneProduct(vectorized)) {
    await inTransaction(deps.database, (transaction) => groupOfOneProduct(deps, transaction, sameProduct))
  }
}

async function groupOfOneProduct(deps: Deps, transaction: Transaction, batch: readonly Vectorized[]) {
  const [first] = batch
  if (first === undefined) return
  const { organizationId, productId } = first.report
  await lockProduct(transaction, organizationId, productId)
  const joined = new Map<string, string[]>()
  for (const { report, vector } of batch) {
    const problemId = await groupOne(deps, transaction, report, vector)
    if (problemId !== null) joined.set(problemId, [...(joined.get(problemId) ?? []), report.id])
  }
  for (const [problemId, reportIds] of joined)
    await recountProblem(deps, transaction, organizationId, problemId, reportIds)
}

async function groupOne(deps: Deps, transaction: Transaction, report: Report, vector: TextVector) {
  const { organizationId, redactedText } = report
  const lexicon = await deps.lexicons.learn(transaction, organizationId, vector.features)
  const lexical = weigh(vector.features, lexicon)
  const center =
    vector.dense && vector.model
      ? await deps.centers.learn(transaction, organizationId, vector.model, vector.dense)
      : null
  const { near, joining } = await findProblem(transaction, report, { vector, lexical, center })
  const problemId = await placeReport(deps, transaction, report, { vector, lexical }, joining, {
    method: joining ? 'LIKENESS' : 'OPENED',
    score: near?.likeness ?? null,
    threshold: near?.threshold ?? null,
    nearest: near?.nearest ?? [],
    sharedTerms: near ? sharedTerms(redactedText, near.nearestText, 5, lexicon, report.language) : [],
  })
  if (joining && problemId !== null) {
    const known = joining.representatives + 1
    await limitRepresentatives(transaction, organizationId, problemId, known)
    if (movesSketch(known, report.id)) await refreshProblemVector(transaction, organizationId, problemId)
  }
  return problemId
}

/** The nearest problem, and whether the report joins it. */
async function findProblem(transaction: Transaction, report: Report, vectors: Omit<LookedFor, 'productId'>) {
  const { organizationId, productId } = report
  for (;;) {
    const [near = null] = await findNearestProblems(transaction, organizationId, { productId, ...vectors }, 1)
    const joining = decideJoining(near)
    // Reports of two products may meet at a problem without one: the first makes it its product's.
    const contested = joining !== null && joining.productId === null && productId !== null
    if (!contested || (await staysFree(transaction, organizationId, joining.problemId)))
      return { near, joining }
  }
}

/** Holds a problem without a product until the transaction ends; false where it has got one meanwhile. */
async function staysFree(
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<boolean> {
  const [problem] = await transaction.$queryRaw<{ free: boolean }[]>`
    SELECT product_id IS NULL AS free FROM problems
    WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid FOR UPDATE`
  return problem?.free === true
}

/** Cuts the list where the product changes: a lock is taken for one product, and never for a second one. */
function runsOfOneProduct(reports: readonly Vectorized[]): Vectorized[][] {
  const runs: Vectorized[][] = []
  for (const entry of reports) {
    const run = runs.at(-1)
    if (run && run[0]?.report.productId === entry.report.productId) run.push(entry)
    else runs.push([entry])
  }
  return runs
}
