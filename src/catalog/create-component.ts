import { z } from 'zod'
import { refuseDuplicate } from '../platform/database/refuse-duplicate.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { KeyTaken } from './catalog.errors.ts'
import { catalogKey } from './catalog-key.ts'
import { findProduct } from './find-product.ts'

const inputSchema = z.object({ product: text(200), key: catalogKey, name: text(200) })

export async function createComponent(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { product: productKey, key, name } = parseInput(inputSchema, input)
  const product = await findProduct(deps, viewer, productKey)
  const component = await deps.database.prisma.component
    .create({
      data: {
        organizationId: viewer.organizationId,
        id: deps.ids.next(),
        productId: product.id,
        key,
        name,
        createdAt: deps.clock.now(),
      },
    })
    .catch(refuseDuplicate(() => new KeyTaken('component', key)))
  return { component }
}
