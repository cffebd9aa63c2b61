import type { Deps } from '../platform/deps.ts'
import type { Viewer } from '../platform/viewer.ts'
import { ComponentNotFound, ProductNotFound } from './catalog.errors.ts'
import { withKey } from './catalog-key.ts'
import { nearest } from './nearest-keys.ts'

/** The product with this key, or a refusal that names the near ones. */
export async function findProduct(deps: Deps, viewer: Viewer, key: string) {
  const { organizationId } = viewer
  const { prisma } = deps.database
  const product = await prisma.product.findUnique({
    where: { organizationId_key: { organizationId, ...withKey(key) } },
  })
  if (product !== null) return product
  const others = await prisma.product.findMany({
    where: { organizationId },
    select: { key: true },
    take: 1_000,
  })
  throw new ProductNotFound(
    key,
    nearest(
      key,
      others.map((other) => other.key),
    ),
  )
}

/** The component of a product with this key, or a refusal that names the near ones. */
export async function findComponent(
  deps: Deps,
  viewer: Viewer,
  product: { id: string; key: string },
  key: string,
) {
  const { organizationId } = viewer
  const { prisma } = deps.database
  const component = await prisma.component.findUnique({
    where: { organizationId_productId_key: { organizationId, productId: product.id, ...withKey(key) } },
  })
  if (component !== null) return component
  const others = await prisma.component.findMany({
    where: { organizationId, productId: product.id },
    select: { key: true },
    take: 1_000,
  })
  throw new ComponentNotFound(
    product.key,
    key,
    nearest(
      key,
      others.map((other) => other.key),
    ),
  )
}
