import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { GuidanceIsRetired } from './guidance.errors.ts'
import { guidanceContent } from './guidance-input.ts'
import { prepareVersion, storeVersion } from './store-guidance-version.ts'

const inputSchema = guidanceContent.partial().extend({ id: z.string() })

/** A new version: what is given changes, null clears, what is not given stays. Receipts keep the version they are about. */
export async function reviseGuidance(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'GUIDE')
  const { id, ...changes } = parseInput(inputSchema, input)
  const where = { organizationId_id: { organizationId: viewer.organizationId, id } }
  const current = await deps.database.prisma.guidance.findUnique({
    where,
    include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
  })
  const latest = current?.versions[0]
  if (current === null || latest === undefined) throw new NotFound('guidance', id)
  if (current.status === 'RETIRED') throw new GuidanceIsRetired(id)

  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const content = parseInput(guidanceContent, { ...latest, versions: latest.versionRange, ...given })
  const prepared = await prepareVersion(deps, content)
  return inTransaction(deps.database, async (transaction) => {
    const guidance = await transaction.guidance.update({
      where,
      data: { version: { increment: 1 }, updatedAt: deps.clock.now() },
    })
    await storeVersion(deps, transaction, guidance, prepared, viewer)
    return { guidance }
  })
}
