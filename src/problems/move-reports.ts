import { z } from 'zod'
import type { Decision } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
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
  reportIds: reportIdsInput,
  toProblemId: z.string(),
  reason: text(1_000).nullish(),
})

/**
 * Says that reports belong to another problem than the ones they are in. One decision for each problem that
 * they come from; all of them or none. Reports that are there already stay without one.
 */
export async function moveReports(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { reportIds, toProblemId, reason } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    await lockProduct(transaction, organizationId, null)
    await findLivingProblem(transaction, organizationId, toProblemId)
    const decisions: Decision[] = []
    for (const [fromId, ids] of await findHomes(transaction, organizationId, reportIds)) {
      if (fromId === toProblemId) continue
      const move = { fromId, toId: toProblemId, reportIds: ids, reason: reason ?? null }
      decisions.push(await moveFrom(deps, transaction, viewer, move))
    }
    return { problem: await findLivingProblem(transaction, organizationId, toProblemId), decisions }
  })
}

async function moveFrom(
  deps: Deps,
  transaction: Transaction,
  viewer: Viewer,
  {
    fromId,
    toId,
    reportIds,
    reason,
  }: { fromId: string; toId: string; reportIds: string[]; reason: string | null },
): Promise<Decision> {
  const { organizationId } = viewer
  const from = await findLivingProblem(transaction, organizationId, fromId)
  const to = await findLivingProblem(transaction, organizationId, toId)
  const decision = await recordDecision(deps, transaction, viewer, {
    organizationId,
    problemId: toId,
    otherProblemId: fromId,
    kind: 'MOVED',
    reason,
  })
  const moved = await moveMemberships(transaction, decision, { fromProblemId: fromId, reportIds }, to)
  // Where all went, the two are one from now on, and nothing is left that the reports were not.
  const all = moved.length === from.reportCount
  await constrain(
    deps,
    transaction,
    decision,
    moved.flatMap((reportId) => [
      { kind: 'TOGETHER' as const, reportId, problemId: toId },
      ...(all ? [] : [{ kind: 'APART' as const, reportId, problemId: fromId }]),
    ]),
  )
  await settleMove(deps, transaction, decision, { fromId, toId })
  return decision
}

/** The problems that reports are in, each with its reports. @throws NotFound for the first that is in none */
async function findHomes(
  transaction: Transaction,
  organizationId: string,
  reportIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = await transaction.membership.findMany({
    where: { organizationId, reportId: { in: [...reportIds] } },
    select: { reportId: true, problemId: true },
  })
  const known = new Set(found.map(({ reportId }) => reportId))
  const unknown = reportIds.find((id) => !known.has(id))
  if (unknown !== undefined) throw new NotFound('report with a problem', unknown)
  const homes = new Map<string, string[]>()
  for (const { reportId, problemId } of found)
    homes.set(problemId, [...(homes.get(problemId) ?? []), reportId])
  return homes
}
