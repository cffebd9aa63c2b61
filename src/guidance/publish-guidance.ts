import { z } from 'zod'
import { findComponent, findProduct } from '../catalog/find-product.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { guidanceContent, guidanceKinds } from './guidance-input.ts'
import { prepareVersion, storeVersion } from './store-guidance-version.ts'

const inputSchema = guidanceContent.extend({
  kind: z.enum(guidanceKinds),
  product: text(200),
  component: text(200).nullish(),
  problemId: z.string().nullish(),
})

/** New guidance; agents whose cases it fits get it from now on. */
export async function publishGuidance(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'GUIDE')
  const {
    kind,
    product: productKey,
    component: componentKey,
    problemId,
    ...content
  } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const product = await findProduct(deps, viewer, productKey)
  const component = componentKey == null ? null : await findComponent(deps, viewer, product, componentKey)
  const version = await prepareVersion(deps, content)

  return inTransaction(deps.database, async (transaction) => {
    if (problemId != null) {
      const problem = await transaction.problem.findUnique({
        where: { organizationId_id: { organizationId, id: problemId } },
      })
      if (problem === null) throw new NotFound('problem', problemId)
    }
    const now = deps.clock.now()
    const guidance = await transaction.guidance.create({
      data: {
        organizationId,
        id: deps.ids.next(),
        status: 'PUBLISHED',
        kind,
        productId: product.id,
        componentId: component?.id ?? null,
        problemId: problemId ?? null,
        version: 1,
        createdAt: now,
        updatedAt: now,
      },
    })
    await storeVersion(deps, transaction, guidance, version, viewer)
    return { guidance }
  })
}
