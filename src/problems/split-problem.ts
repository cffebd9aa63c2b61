import { z } from 'zod'
import type { Problem } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { constrain } from './decisions/constrain.ts'
import { findLivingProblem } from './decisions/find-living-problem.ts'
import { moveMemberships } from './decisions/move-memberships.ts'
import { recordDecision } from './decisions/record-decision.ts'
import { reportIdsInput } from './decisions/report-ids-input.ts'
import { settleMove } from './decisions/settle-move.ts'
import { lockProduct } from './lock-product.ts'

const inputSchema = z.object({
  problemId: z.string(),
  reportIds: reportIdsInput,
  reason: text(1_000).nullish(),
})

/** Says that some reports of a problem have another cause: they go off to a problem of their own. */
export async function splitProblem(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, reportIds, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    const newProblem = await openEmptyProblem(deps, transaction, problem)
    const decision = await recordDecision(deps, transaction, viewer, {
      organizationId,
      problemId,
      otherProblemId: newProblem.id,
      kind: 'SPLIT',
      reason: reason ?? null,
    })
    const from = { fromProblemId: problemId, reportIds }
    const moved = await moveMemberships(transaction, decision, from, newProblem)
    if (moved.length < new Set(reportIds).size)
      throw new InvalidInput('reportIds', 'must name reports of this problem only; at least one is not in it')
    if (moved.length === problem.reportCount)
      throw new InvalidInput('reportIds', 'must leave the problem at least one report')
    await constrain(
      deps,
      transaction,
      decision,
      moved.map((reportId) => ({ kind: 'APART', reportId, problemId })),
    )
    await settleMove(deps, transaction, decision, { fromId: problemId, toId: newProblem.id })
    return {
      problem: await findLivingProblem(transaction, organizationId, problemId),
      newProblem: await findLivingProblem(transaction, organizationId, newProblem.id),
      decision,
    }
  })
}

/** What is counted, and the title, follow from the reports that it gets. */
function openEmptyProblem(deps: Deps, transaction: Transaction, like: Problem): Promise<Problem> {
  const now = deps.clock.now()
  const { organizationId, productId, title, firstSeenAt, lastSeenAt } = like
  return transaction.problem.create({
    data: {
      organizationId,
      id: deps.ids.next(),
      productId,
      title,
      status: 'CANDIDATE',
      statusSince: now,
      reportCount: 0,
      customerCount: 0,
      firstSeenAt,
      lastSeenAt,
      impact: 0,
      growth: 0,
      createdAt: now,
      updatedAt: now,
    },
  })
}
