import type { z } from 'zod'
import { refuseDuplicate } from '../platform/database/refuse-duplicate.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { KeyTaken } from './catalog.errors.ts'
import { productInput } from './product-input.ts'

/** Three customers within four weeks, where the product does not say otherwise. */
const recurring = { customers: 3, windowDays: 28 }

export async function createProduct(deps: Deps, viewer: Viewer, input: z.input<typeof productInput>) {
  requireScope(viewer, 'TRIAGE')
  const given = parseInput(productInput, input)
  const product = await deps.database.prisma.product
    .create({
      data: {
        organizationId: viewer.organizationId,
        id: deps.ids.next(),
        key: given.key,
        name: given.name,
        repository: given.repository ?? null,
        ticketPolicy: given.ticketPolicy ?? 'PROPOSED',
        quotesAllowed: given.quotesAllowed ?? false,
        recurringCustomers: given.recurringCustomers ?? recurring.customers,
        recurringWindowDays: given.recurringWindowDays ?? recurring.windowDays,
        createdAt: deps.clock.now(),
      },
    })
    .catch(refuseDuplicate(() => new KeyTaken('product', given.key)))
  return { product }
}
