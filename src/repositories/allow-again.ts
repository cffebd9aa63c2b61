import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { sendLookJob } from './send-look-job.ts'

/** A person says that a repository may be written to again; how it is now, is looked at. */
export async function allowAgain(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  id: string,
): Promise<void> {
  const where = { organizationId_id: { organizationId, id } }
  const { silences } = await transaction.repository.findUniqueOrThrow({ where })
  const repository = await transaction.repository.update({
    where,
    // A limit of GitHub's is kept to, whoever asks.
    data: { refusedAt: null, ...(silences > 0 ? { restUntil: null, restReason: null, silences: 0 } : {}) },
  })
  await sendLookJob(deps, transaction, repository, repository.name)
}
