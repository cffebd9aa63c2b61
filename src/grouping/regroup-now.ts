import { z } from 'zod'
import { findProduct } from '../catalog/find-product.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findGrownProblems } from './find-grown-problems.ts'
import { regroupProblems } from './regroup-problems.ts'

const inputSchema = z.object({ product: z.string().nullish() })

/**
 * Compares problems that have got reports since they were last compared, now instead of within a quarter of an hour.
 * @returns whether none is left to be compared
 */
export async function regroupNow(
  deps: Deps,
  viewer: Viewer,
  input: z.input<typeof inputSchema>,
): Promise<{ done: boolean }> {
  requireScope(viewer, 'TRIAGE')
  const { product } = parseInput(inputSchema, input)
  const productId = product == null ? null : (await findProduct(deps, viewer, product)).id
  const { organizationId } = viewer
  await regroupProblems(deps, organizationId, await findGrownProblems(deps, organizationId, productId))
  return { done: (await findGrownProblems(deps, organizationId, productId)).length === 0 }
}
