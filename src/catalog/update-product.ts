import type { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findProduct } from './find-product.ts'
import { productInput } from './product-input.ts'

const inputSchema = productInput.partial().required({ key: true })

/** Changes what is given and keeps the rest; `repository: null` disconnects the product from GitHub. */
export async function updateProduct(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { key, repository, ...given } = parseInput(inputSchema, input)
  const { id } = await findProduct(deps, viewer, key)
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null))
  const { organizationId } = viewer
  return inTransaction(deps.database, async (transaction) => {
    const product = await transaction.product.update({
      where: { organizationId_id: { organizationId, id } },
      data: { ...changes, ...(repository === undefined ? {} : { repository }) },
    })
    await deps.events.emit(deps, transaction, 'product.changed', { organizationId, productId: id })
    return { product }
  })
}
