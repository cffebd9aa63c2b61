import { z } from 'zod'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { absorbProblem } from '../problems/decisions/absorb-problem.ts'
import { findLivingProblem } from '../problems/decisions/find-living-problem.ts'
import { lockProduct } from '../problems/lock-product.ts'
import { chooseSurvivor } from './choose-survivor.ts'
import { findOpenSuggestion } from './find-open-suggestion.ts'

const inputSchema = z.object({ suggestionId: z.string(), reason: text(1_000).nullish() })

/** Says that two problems which the service found alike share a cause: they are merged. Accepted twice, once. */
export async function acceptSuggestion(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { suggestionId, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    const suggestion = await findOpenSuggestion(transaction, organizationId, suggestionId, 'ACCEPTED')
    if (suggestion !== null) {
      // Decided before the merge, which outdates what is still open about its problems.
      await decide(deps, transaction, organizationId, suggestionId, { state: 'ACCEPTED' })
      const [a, b] = await Promise.all(
        [suggestion.problemId, suggestion.otherProblemId].map((id) =>
          findLivingProblem(transaction, organizationId, id),
        ),
      )
      if (a === undefined || b === undefined)
        throw new Error(`suggestion ${suggestionId} has fewer than two problems`)
      const [survivor, merged] = await chooseSurvivor(transaction, a, b)
      const merge = { survivor, merged, reason: reason ?? null }
      const { id: decisionId } = await absorbProblem(deps, transaction, viewer, merge)
      await decide(deps, transaction, organizationId, suggestionId, { decisionId })
    }
    return { suggestion: await findSuggestion(transaction, organizationId, suggestionId) }
  })
}

const decide = (
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  id: string,
  data: { state?: 'ACCEPTED'; decisionId?: string },
) =>
  transaction.suggestion.update({
    where: { organizationId_id: { organizationId, id } },
    data: { ...data, updatedAt: deps.clock.now() },
  })

const findSuggestion = (transaction: Transaction, organizationId: string, id: string) =>
  transaction.suggestion.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } })
