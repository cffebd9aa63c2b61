import type { Component, GuidanceFile, Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { fileKey, fileUrl } from './file-source.ts'
import type { FoundFile } from './plan-file-sync.ts'
import { publishFromSource } from './publish-from-source.ts'
import type { FileAdvice } from './read-guidance-file.ts'
import { retire } from './retire-guidance.ts'
import { prepareVersion } from './store-guidance-version.ts'

export type Advised = (FileAdvice & { componentRow: Component | null }) | { error: string }

/** A commit of a repository that files are read from. */
export type ReadFrom = { repository: Repository; pages: string; branch: string; login: string | null }

/** Publishes what a file says; of a bad one, keeps the last good version and the reason. */
export async function storeGuidanceFile(
  deps: Deps,
  from: ReadFrom,
  { path, sha: blobSha, product }: FoundFile,
  advised: Advised,
): Promise<void> {
  const { organizationId, id: repositoryId } = from.repository
  const prepared = 'error' in advised ? null : await prepareVersion(deps, advised.content)
  await inTransaction(deps.database, async (transaction) => {
    const guidance =
      'error' in advised || prepared === null
        ? null
        : await publishFromSource(
            deps,
            transaction,
            {
              organizationId,
              sourceKey: fileKey(repositoryId, path),
              sourceUrl: fileUrl(from, path),
              kind: advised.kind,
              productId: product.id,
              componentId: advised.componentRow?.id ?? null,
              problemId: null,
            },
            prepared,
            { githubLogin: from.login },
          )
    const read = {
      productId: product.id,
      blobSha,
      error: 'error' in advised ? advised.error : null,
      syncedAt: deps.clock.now(),
      ...(guidance === null ? {} : { guidanceId: guidance.id }),
    }
    const place = { organizationId, repositoryId, path }
    await transaction.guidanceFile.upsert({
      where: { organizationId_repositoryId_path: place },
      create: { ...place, ...read, id: deps.ids.next() },
      update: read,
    })
  })
}

/** The same file under another path: its guidance, and who saw it, stays. */
export const moveGuidanceFile = (
  deps: Deps,
  from: ReadFrom,
  { organizationId, id, repositoryId, guidanceId }: GuidanceFile,
  path: string,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const { count } = await transaction.guidanceFile.updateMany({
      where: { organizationId, id },
      data: { path, syncedAt: deps.clock.now() },
    })
    if (count === 0 || guidanceId === null) return
    const sourceKey = fileKey(repositoryId, path)
    // A file that was once there is another one.
    await transaction.guidance.updateMany({ where: { organizationId, sourceKey }, data: { sourceKey: null } })
    await transaction.guidance.update({
      where: { organizationId_id: { organizationId, id: guidanceId } },
      data: { sourceKey, sourceUrl: fileUrl(from, path) },
    })
  })

/** The file is gone, or no folder has it any more. */
export const withdrawGuidanceFile = (
  deps: Deps,
  { organizationId, id, guidanceId }: GuidanceFile,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    await transaction.guidanceFile.deleteMany({ where: { organizationId, id } })
    if (guidanceId !== null) await retire(deps, transaction, organizationId, guidanceId)
  })
