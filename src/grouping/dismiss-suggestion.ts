import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { constrain } from '../problems/decisions/constrain.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { lockProduct } from '../problems/lock-product.ts'
import { findOpenSuggestion } from './find-open-suggestion.ts'

const inputSchema = z.object({ suggestionId: z.string(), reason: text(1_000).nullish() })

/** Says that two problems never belong together, however alike they are. Dismissed twice, once. */
export async function dismissSuggestion(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { suggestionId, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const where = { organizationId_id: { organizationId, id: suggestionId } }
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    const suggestion = await findOpenSuggestion(transaction, organizationId, suggestionId, 'DISMISSED')
    if (suggestion !== null) {
      const { problemId, otherProblemId } = suggestion
      const decision = await recordDecision(deps, transaction, viewer, {
        organizationId,
        problemId,
        otherProblemId,
        kind: 'DISMISSED',
        reason: reason ?? null,
      })
      await constrain(deps, transaction, decision, [{ kind: 'APART', problemId, otherProblemId }])
      await transaction.suggestion.update({
        where,
        data: { state: 'DISMISSED', decisionId: decision.id, updatedAt: deps.clock.now() },
      })
    }
    return { suggestion: await transaction.suggestion.findUniqueOrThrow({ where }) }
  })
}
