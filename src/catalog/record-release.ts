import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findProduct } from './find-product.ts'

const inputSchema = z.object({ product: text(200), version: text(100), releasedAt: z.date() })

/** Recording the same version again corrects its date. */
export async function recordRelease(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { product: productKey, version, releasedAt } = parseInput(inputSchema, input)
  const product = await findProduct(deps, viewer, productKey)
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const release = await transaction.release.upsert({
      where: { organizationId_productId_version: { organizationId, productId: product.id, version } },
      create: {
        organizationId,
        id: deps.ids.next(),
        productId: product.id,
        version,
        releasedAt,
        createdAt: deps.clock.now(),
      },
      update: { releasedAt },
    })
    await deps.events.emit(deps, transaction, 'release.recorded', { organizationId, productId: product.id })
    return { release }
  })
}
