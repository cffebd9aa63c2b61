import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'

/** Suggestions about a problem that is gone are outdated, until the merge is undone. */
async function outdateSuggestions(
  deps: Deps,
  transaction: Transaction,
  {
    organizationId,
    problemId,
    decisionId,
  }: { organizationId: string; problemId: string; decisionId: string },
): Promise<void> {
  await transaction.suggestion.updateMany({
    where: { organizationId, state: 'OPEN', OR: [{ problemId }, { otherProblemId: problemId }] },
    data: { state: 'OUTDATED', decisionId, updatedAt: deps.clock.now() },
  })
}

/**
 * What a decision had answered is a question again, unless one of its problems was merged elsewhere meanwhile, or
 * undoing was the answer: what the service merged, a person took apart.
 */
async function reopenSuggestions(
  deps: Deps,
  transaction: Transaction,
  { organizationId, decisionId }: { organizationId: string; decisionId: string },
): Promise<void> {
  const decision = await transaction.decision.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: decisionId } },
  })
  const { problemId, otherProblemId, memberId } = decision
  const pair = [problemId, ...(otherProblemId === null ? [] : [otherProblemId])]
  const answered = memberId === null ? [{ problemId: { in: pair }, otherProblemId: { in: pair } }] : []
  await transaction.suggestion.updateMany({
    where: {
      organizationId,
      decisionId,
      problem: { mergedIntoId: null },
      otherProblem: { mergedIntoId: null },
      NOT: answered,
    },
    data: { state: 'OPEN', decisionId: null, updatedAt: deps.clock.now() },
  })
}

export const suggestionHandlers: EventHandler[] = [
  { event: 'problem.merged', handle: outdateSuggestions },
  { event: 'decision.undone', handle: reopenSuggestions },
]
