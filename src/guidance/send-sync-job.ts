import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

const schema = z.object({
  organizationId: z.uuid(),
  repositoryId: z.uuid(),
  /** Who pushed which commit, where somebody said so. */
  sender: z.string().nullable(),
  commit: z.string().nullable(),
})

export type HintedPush = z.output<typeof schema>

/** Brings guidance in line with the files of a repository. */
export const syncFilesJob = defineJob({
  name: 'sync-guidance-files',
  schema,
  policy: 'one-active-per-key',
  retries: 12,
})

export const sendSyncJob = (
  deps: Deps,
  transaction: Transaction,
  hint: HintedPush,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(transaction, syncFilesJob, hint, {
    key: hint.repositoryId,
    ...(startAfter ? { startAfter } : {}),
  })

/** Of repositories without a guidance folder, now or before, nobody asks GitHub. */
export async function hearOfPush(deps: Deps, transaction: Transaction, hint: HintedPush): Promise<void> {
  const { organizationId, repositoryId } = hint
  const where = { organizationId, repositoryId }
  const folders = await transaction.product.count({ where: { ...where, guidanceFolder: { not: null } } })
  const known = folders > 0 ? folders : await transaction.guidanceFile.count({ where })
  if (known > 0) await sendSyncJob(deps, transaction, hint)
}

/** A product has another folder, or another repository: that of its files before is looked at as well. */
export async function syncProduct(
  deps: Deps,
  transaction: Transaction,
  { organizationId, productId }: { organizationId: string; productId: string },
): Promise<void> {
  const product = await transaction.product.findUnique({
    where: { organizationId_id: { organizationId, id: productId } },
  })
  const known = await transaction.guidanceFile.findMany({
    where: { organizationId, productId },
    distinct: ['repositoryId'],
    select: { repositoryId: true },
  })
  const now = product?.guidanceFolder != null && product.repositoryId !== null ? [product.repositoryId] : []
  for (const repositoryId of new Set([...known.map((file) => file.repositoryId), ...now]))
    await sendSyncJob(deps, transaction, { organizationId, repositoryId, sender: null, commit: null })
}
