import { z } from 'zod'
import type { Decision } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findReportsToReturn } from './decisions/find-reports-to-return.ts'
import { findSurvivor } from './decisions/find-survivor.ts'
import { moveMemberships } from './decisions/move-memberships.ts'
import { recordDecision } from './decisions/record-decision.ts'
import { settleMove } from './decisions/settle-move.ts'
import { lockProduct } from './lock-product.ts'
import { LaterDecisionsInTheWay, NotUndoable } from './problems.errors.ts'

const inputSchema = z.object({ decisionId: z.string(), reason: text(1_000).nullish() })

const undoable = ['MERGED', 'SPLIT', 'MOVED', 'DISMISSED']

/**
 * Takes a decision back: its reports return to where it found them, and what it said for good holds no longer.
 * Reports that have joined since then go with the report that they were most like. Undone twice, it is undone once.
 */
export async function undoDecision(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { decisionId, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const where = { organizationId_id: { organizationId, id: decisionId } }
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    const undone = await transaction.decision.findUnique({ where, include: { undoneBy: true } })
    if (undone === null) throw new NotFound('decision', decisionId)
    if (undone.undoneBy !== null) return { decision: undone.undoneBy }
    if (!undoable.includes(undone.kind)) throw new NotUndoable(undone.kind)
    const decision = await recordDecision(deps, transaction, viewer, {
      organizationId,
      problemId: undone.problemId,
      otherProblemId: undone.otherProblemId,
      kind: 'UNDONE',
      reason: reason ?? null,
      undoesId: undone.id,
    })
    await transaction.constraint.deleteMany({ where: { organizationId, decisionId } })
    if (undone.kind !== 'DISMISSED') await returnReports(deps, transaction, undone, decision)
    await deps.events.emit(deps, transaction, 'decision.undone', { organizationId, decisionId })
    return { decision }
  })
}

async function returnReports(deps: Deps, transaction: Transaction, undone: Decision, undoing: Decision) {
  const { organizationId, kind, problemId, otherProblemId } = undone
  if (otherProblemId === null)
    throw new Error(`decision ${undone.id} moved reports between fewer than two problems`)
  const [fromId, toId] = kind === 'SPLIT' ? [problemId, otherProblemId] : [otherProblemId, problemId]
  await refuseMovedOn(transaction, undone)
  const { count: revived } = await transaction.problem.updateMany({
    where: { organizationId, id: fromId, mergedIntoId: toId },
    data: { mergedIntoId: null },
  })
  // It may have been merged elsewhere meanwhile: then they go there.
  const from = await transaction.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: fromId } },
  })
  const home = await findSurvivor(transaction, from)
  const reportIds = await findReportsToReturn(transaction, undone, toId)
  await moveMemberships(transaction, undoing, { fromProblemId: toId, reportIds }, home)
  await transaction.$executeRaw`
    UPDATE memberships m SET decision_id = moved.from_decision_id FROM decision_moves moved
    WHERE moved.organization_id = ${organizationId}::uuid AND moved.decision_id = ${undone.id}::uuid
      AND m.organization_id = moved.organization_id AND m.report_id = moved.report_id`
  await doubtRecurrence(deps, transaction, undone, [fromId, toId, home.id])
  await settleMove(deps, transaction, undoing, { fromId: toId, toId: home.id })
  if (revived > 0)
    await deps.events.emit(deps, transaction, 'problem.unmerged', { organizationId, problemId: fromId })
}

/** What became recurring with the decision, or since, and nobody has decided about, has to prove itself again. */
async function doubtRecurrence(deps: Deps, transaction: Transaction, undone: Decision, problemIds: string[]) {
  const { organizationId, decidedAt } = undone
  const where = { organizationId, id: { in: problemIds }, status: 'RECURRING' as const }
  const doubted = await transaction.problem.findMany({
    where: { ...where, recurringSince: { gte: decidedAt } },
  })
  for (const { id } of doubted) {
    await transaction.problem.update({
      where: { organizationId_id: { organizationId, id } },
      data: { status: 'CANDIDATE', statusSince: deps.clock.now(), recurringSince: null },
    })
    await deps.events.emit(deps, transaction, 'problem.doubted', { organizationId, problemId: id })
  }
}

/** @throws LaterDecisionsInTheWay where the reports are no longer where the decision brought them */
async function refuseMovedOn(transaction: Transaction, undone: Decision): Promise<void> {
  const { organizationId, id } = undone
  const later = await transaction.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT d.id FROM decision_moves moved
    JOIN memberships m ON m.organization_id = moved.organization_id AND m.report_id = moved.report_id
      AND m.problem_id <> moved.to_problem_id
    JOIN decision_moves further ON further.organization_id = moved.organization_id AND further.report_id = moved.report_id
    JOIN decisions d ON d.organization_id = moved.organization_id AND d.id = further.decision_id
    WHERE moved.organization_id = ${organizationId}::uuid AND moved.decision_id = ${id}::uuid AND d.id > ${id}::uuid
      AND d.kind <> 'UNDONE' AND NOT EXISTS (
        SELECT FROM decisions u WHERE u.organization_id = d.organization_id AND u.undoes_id = d.id)`
  if (later.length === 0) return
  const where = { organizationId, id: { in: later.map((decision) => decision.id) } }
  throw new LaterDecisionsInTheWay(await transaction.decision.findMany({ where, orderBy: { id: 'desc' } }))
}
