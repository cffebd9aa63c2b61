import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventMap } from '../platform/events.ts'
import { findTicketOf } from './find-ticket.ts'
import { noteNews } from './note-news.ts'

/** Fewer judgements say little. */
const fewestJudgements = 3

/** That advice helps in fewer than half of the cases is news for those who gave it. */
export async function judgeGuidance(
  deps: Deps,
  transaction: Transaction,
  { organizationId, guidanceId, problemId }: EventMap['guidance.judged'],
): Promise<void> {
  if (problemId === null) return
  const ticket = await findTicketOf(transaction, organizationId, problemId)
  if (ticket === null || ticket.number === null) return
  const [row] = await transaction.$queryRaw<{ version: number; helped: number; judged: number }[]>`
    SELECT g.version, count(*) FILTER (WHERE r.kind = 'HELPED')::int AS helped, count(*)::int AS judged
    FROM guidance g
    JOIN receipts r ON r.organization_id = g.organization_id AND r.guidance_id = g.id AND r.version = g.version
      AND r.kind IN ('HELPED', 'DID_NOT_HELP')
    WHERE g.organization_id = ${organizationId}::uuid AND g.id = ${guidanceId}::uuid
    GROUP BY g.version`
  if (row === undefined || row.judged < fewestJudgements || row.helped * 2 >= row.judged) return
  await noteNews(deps, transaction, ticket, 'GUIDANCE_UNHELPFUL', `${guidanceId}:${row.version}`)
}
