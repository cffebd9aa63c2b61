import type { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { allowAgain } from '../repositories/allow-again.ts'
import { checkConnection } from './check-connection.ts'
import { findProduct } from './find-product.ts'
import { repositoryName, ticketSettings } from './product-input.ts'
import { changeProduct } from './update-product.ts'

const inputSchema = ticketSettings.extend({ product: text(200), repository: repositoryName })

/**
 * Connects a product to the repository that its tickets go to, and says what is still missing there. It is connected
 * all the same: tickets wait, and go on by themselves when it is mended. Again, everything is looked at anew.
 */
export async function connectRepository(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { product: key, ...settings } = parseInput(inputSchema, input)
  const { id } = await findProduct(deps, viewer, key)
  const product = await inTransaction(deps.database, async (transaction) => {
    const changed = await changeProduct(deps, transaction, viewer, id, settings)
    // Whoever connects it has given us what was missing, or believes so.
    await allowAgain(deps, transaction, viewer.organizationId, changed.repositoryId ?? '')
    return changed
  })
  const findings = await checkConnection(deps, product)
  // As it is now: it may have been known under another name.
  const where = { organizationId_id: { organizationId: viewer.organizationId, id } }
  const { repository, ...connected } = await deps.database.prisma.product.findUniqueOrThrow({
    where,
    include: { repository: true },
  })
  if (repository === null) throw new Error(`product ${id} was disconnected meanwhile`)
  return { product: connected, repository, findings }
}
