import type { z } from 'zod'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { ensureRepository } from '../repositories/ensure-repository.ts'
import { findProduct } from './find-product.ts'
import { productInput } from './product-input.ts'

const inputSchema = productInput.partial().required({ key: true })

/** Null clears these; of the others it is taken for "not given". */
const clearable = ['issueType', 'guidanceFolder']

/** Changes what is given and keeps the rest; `repository: null` disconnects the product from GitHub. */
export async function updateProduct(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { key, ...changes } = parseInput(inputSchema, input)
  const { id } = await findProduct(deps, viewer, key)
  const product = await inTransaction(deps.database, (transaction) =>
    changeProduct(deps, transaction, viewer, id, changes),
  )
  return { product }
}

/** @throws RepositoryTaken */
export async function changeProduct(
  deps: Deps,
  transaction: Transaction,
  { organizationId }: Viewer,
  id: string,
  { repository: name, ...given }: Omit<z.output<typeof inputSchema>, 'key'>,
) {
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => value != null || (value === null && clearable.includes(field)),
    ),
  )
  const repository = name == null ? null : await ensureRepository(deps, transaction, organizationId, name)
  const where = { organizationId_id: { organizationId, id } }
  const before = await transaction.product.findUniqueOrThrow({ where })
  const product = await transaction.product.update({
    where,
    data: { ...changes, ...(name === undefined ? {} : { repositoryId: repository?.id ?? null }) },
  })
  await deps.events.emit(deps, transaction, 'product.changed', {
    ...{ organizationId, productId: id },
    quotesAllowed: { was: before.quotesAllowed, is: product.quotesAllowed },
  })
  return product
}
