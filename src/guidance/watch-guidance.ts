import { withKey } from '../catalog/catalog-key.ts'
import type { Guidance } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'

/** Each guidance of the viewer's organization as it is published or revised, on whatever node, until the signal. */
export function watchGuidance(
  deps: Deps,
  viewer: Viewer,
  productKey: string | null,
  signal: AbortSignal,
): AsyncIterable<Guidance> {
  requireScope(viewer, 'READ')
  return watch(deps, viewer, productKey, signal)
}

async function* watch(
  { database, broadcast }: Deps,
  { organizationId }: Viewer,
  productKey: string | null,
  signal: AbortSignal,
) {
  for await (const told of broadcast.subscribe('guidance.published', signal)) {
    if (told.organizationId !== organizationId) continue
    const guidance = await database.prisma.guidance.findFirst({
      where: {
        organizationId,
        id: String(told.guidanceId),
        status: 'PUBLISHED',
        ...(productKey === null ? {} : { product: withKey(productKey) }),
      },
    })
    if (guidance !== null) yield guidance
  }
}
