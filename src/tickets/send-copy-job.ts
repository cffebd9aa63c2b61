import { z } from 'zod'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

export const settleCopyJob = defineJob({
  name: 'settle-copy',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid(), number: z.int() }),
  // Two that are each other's copies must not close one another.
  policy: 'one-active-per-key',
  retries: 12,
})

/** Asks for an issue that carries a marker of ours, but is no ticket, to be adopted or closed. */
export const sendCopyJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: Pick<Repository, 'organizationId' | 'id'>,
  number: number,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    settleCopyJob,
    { organizationId, repositoryId: id, number },
    { key: id, ...(startAfter ? { startAfter } : {}) },
  )
