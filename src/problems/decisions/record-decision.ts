import type { Decision, DecisionKind } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'

/** Who decides: a member, or the service by itself. */
export type Actor = { memberId: string } | 'SERVICE'

export type NewDecision = {
  organizationId: string
  problemId: string
  otherProblemId: string | null
  kind: DecisionKind
  reason: string | null
  undoesId?: string
  /** What a renaming gave. */
  title?: string | null
}

/** Writes a decision into the log; what it changes and what it says for good refer to it. */
export const recordDecision = (
  deps: Deps,
  transaction: Transaction,
  actor: Actor,
  decision: NewDecision,
): Promise<Decision> =>
  transaction.decision.create({
    data: {
      ...decision,
      id: deps.ids.next(),
      memberId: actor === 'SERVICE' ? null : actor.memberId,
      decidedAt: deps.clock.now(),
    },
  })
