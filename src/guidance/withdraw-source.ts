import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { composeReply, type Way } from './compose-reply.ts'
import { hasReply, noteJudgement, reply, type Source } from './guidance-source.ts'
import { findBySource } from './publish-from-source.ts'
import { retire } from './retire-guidance.ts'

/**
 * The comment or the label is gone, or says nothing any more: agents do not get it. Where nothing was ever asked for,
 * nothing is said. @param isSilent nobody is told: our reply is gone with its issue, or says all there is
 */
export const withdrawSource = (
  deps: Deps,
  source: Source,
  way: Way,
  { isSilent = false }: { isSilent?: boolean } = {},
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const { organizationId, key } = source
    const known = await findBySource(transaction, organizationId, key)
    const asked = await hasReply(transaction, source)
    if (known === null && !asked) return
    await noteJudgement(deps, transaction, source, null)
    if (known !== null) await retire(deps, transaction, organizationId, known.id)
    if (asked && !isSilent)
      await reply(deps, transaction, source, composeReply(way, { outcome: 'withdrawn' }))
  })
