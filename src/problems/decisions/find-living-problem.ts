import type { Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import { NotFound } from '../../platform/errors.ts'
import { ProblemAlreadyMerged } from '../problems.errors.ts'
import { findSurvivor } from './find-survivor.ts'

/** A problem that has not been merged into another one. @throws NotFound, ProblemAlreadyMerged */
export async function findLivingProblem(
  transaction: Transaction,
  organizationId: string,
  id: string,
): Promise<Problem> {
  const problem = await transaction.problem.findUnique({
    where: { organizationId_id: { organizationId, id } },
  })
  if (problem === null) throw new NotFound('problem', id)
  if (problem.mergedIntoId === null) return problem
  throw new ProblemAlreadyMerged(problem, await findSurvivor(transaction, problem))
}
