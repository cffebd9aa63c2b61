import { z } from 'zod'
import type { Decision } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { absorbProblem } from './decisions/absorb-problem.ts'
import { findLivingProblem } from './decisions/find-living-problem.ts'
import { lockProduct } from './lock-product.ts'

const inputSchema = z.object({
  problemId: z.string(),
  otherProblemIds: z
    .array(z.string())
    .min(1, 'must name at least one problem')
    .max(20, 'must name at most 20 problems; merge the others in a further request'),
  reason: text(1_000).nullish(),
})

/**
 * Says that problems share a cause: the others go into the first, which keeps its ticket and its history.
 * One decision each, none for what is merged so already; all of them or none.
 */
export async function mergeProblems(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, otherProblemIds, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  if (otherProblemIds.includes(problemId))
    throw new InvalidInput('otherProblemIds', 'must not name the problem that the others are merged into')
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    const decisions: Decision[] = []
    for (const otherId of new Set(otherProblemIds)) {
      const survivor = await findLivingProblem(transaction, organizationId, problemId)
      const where = { organizationId_id: { organizationId, id: otherId } }
      // Asked again after a lost answer: it is so already.
      if ((await transaction.problem.findUnique({ where }))?.mergedIntoId === problemId) continue
      const merged = await findLivingProblem(transaction, organizationId, otherId)
      decisions.push(
        await absorbProblem(deps, transaction, viewer, { survivor, merged, reason: reason ?? null }),
      )
    }
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    return { problem, decisions }
  })
}
