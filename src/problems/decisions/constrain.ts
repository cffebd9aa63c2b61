import type { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'

type Said = Pick<Prisma.ConstraintCreateManyInput, 'kind' | 'problemId' | 'reportId' | 'otherProblemId'>

/** Keeps what a decision says for good; it is forgotten when the decision is undone. */
export async function constrain(
  deps: Deps,
  transaction: Transaction,
  decision: { organizationId: string; id: string },
  constraints: readonly Said[],
): Promise<void> {
  await transaction.constraint.createMany({
    data: constraints.map((said) => ({
      ...said,
      organizationId: decision.organizationId,
      id: deps.ids.next(),
      decisionId: decision.id,
    })),
  })
}
