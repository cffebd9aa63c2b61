import type { z } from 'zod'
import { refuseDuplicate } from '../platform/database/refuse-duplicate.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { ensureRepository } from '../repositories/ensure-repository.ts'
import { KeyTaken } from './catalog.errors.ts'
import { productInput } from './product-input.ts'

/** Three customers within four weeks, where the product does not say otherwise. */
const recurring = { customers: 3, windowDays: 28 }

export async function createProduct(deps: Deps, viewer: Viewer, input: z.input<typeof productInput>) {
  requireScope(viewer, 'TRIAGE')
  const { repository: name, ...given } = parseInput(productInput, input)
  const { organizationId } = viewer
  const product = await inTransaction(deps.database, async (transaction) => {
    const repository = name == null ? null : await ensureRepository(deps, transaction, organizationId, name)
    return transaction.product.create({
      data: {
        organizationId,
        id: deps.ids.next(),
        key: given.key,
        name: given.name,
        repositoryId: repository?.id ?? null,
        ticketPolicy: given.ticketPolicy ?? 'PROPOSED',
        quotesAllowed: given.quotesAllowed ?? false,
        labels: given.labels ?? [],
        issueType: given.issueType ?? null,
        guidanceFolder: given.guidanceFolder ?? null,
        recurringCustomers: given.recurringCustomers ?? recurring.customers,
        recurringWindowDays: given.recurringWindowDays ?? recurring.windowDays,
        createdAt: deps.clock.now(),
      },
    })
  }).catch(refuseDuplicate(() => new KeyTaken('product', given.key)))
  return { product }
}
