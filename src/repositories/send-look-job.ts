import { z } from 'zod'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

export const lookAtRepositoryJob = defineJob({
  name: 'look-at-repository',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid(), name: z.string() }),
  policy: 'one-active-per-key',
  retries: 10,
})

/** @param name under which it is to be asked for; after a renaming, the old one may be another's */
export const sendLookJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: Repository,
  name: string,
): Promise<void> =>
  deps.jobs.send(transaction, lookAtRepositoryJob, { organizationId, repositoryId: id, name }, { key: id })
