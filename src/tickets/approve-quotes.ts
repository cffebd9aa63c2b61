import { createHash } from 'node:crypto'
import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findLivingProblem } from '../problems/decisions/find-living-problem.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { explainQuotes } from './explain-quotes.ts'
import { findTicketOf } from './find-ticket.ts'
import { scheduleRefresh } from './schedule-refresh.ts'

const inputSchema = z.object({
  problemId: z.string(),
  reportIds: z.array(z.string()).max(20, 'must hold at most 20 reports'),
})

/**
 * A person has read what these customers wrote, as it is shown, and allows it to be quoted where everybody can read
 * it. It takes the place of what was approved before: an empty list takes all back. Words that change later are not
 * approved; and fewer than three customers are never quoted: the answer says why nothing is shown.
 * @throws NotFound where a report is not of this problem
 */
export async function approveQuotes(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, reportIds } = parseInput(inputSchema, input)
  const { organizationId, memberId } = viewer
  const problem = await inTransaction(deps.database, async (transaction) => {
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    const wanted = [...new Set(reportIds)].sort()
    const reports = await transaction.report.findMany({
      where: { organizationId, id: { in: wanted }, membership: { problemId } },
      select: { id: true, redactedText: true },
    })
    const missing = wanted.find((id) => reports.every((report) => report.id !== id))
    if (missing !== undefined) throw new NotFound('report of this problem', missing)
    const where = { organizationId, problemId }
    const before = await transaction.quoteApproval.findMany({ where })
    const approvals = reports.map(({ id, redactedText }) => ({
      ...{ organizationId, problemId, reportId: id, memberId, approvedAt: deps.clock.now() },
      textHash: createHash('sha256').update(redactedText).digest('hex'),
    }))
    const nameOf = ({ reportId, textHash }: { reportId: string; textHash: string }) =>
      `${reportId} ${textHash}`
    const isSame = before.map(nameOf).sort().join() === approvals.map(nameOf).sort().join()
    if (!isSame) {
      await transaction.quoteApproval.deleteMany({ where })
      await transaction.quoteApproval.createMany({ data: approvals })
      await recordDecision(deps, transaction, viewer, {
        ...{ organizationId, problemId, otherProblemId: null, kind: 'QUOTES_APPROVED' },
        reason: `${approvals.length} may be quoted in public.`,
      })
      const ticket = await findTicketOf(transaction, organizationId, problemId)
      // At once: what was taken back must not stay.
      if (ticket !== null) await scheduleRefresh(deps, transaction, ticket, 'at_once')
    }
    return problem
  })
  return { problem, ...(await explainQuotes(deps, organizationId, problemId)) }
}
