import { isStillValid } from '../accounts/authenticate.ts'
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

async function* watch(deps: Deps, viewer: Viewer, productKey: string | null, signal: AbortSignal) {
  for await (const told of deps.broadcast.subscribe('guidance.published', signal)) {
    if (told.organizationId !== viewer.organizationId) continue
    if (!(await isStillValid(deps, viewer))) return
    const guidance = await findPublished(deps, viewer, productKey, String(told.guidanceId))
    if (guidance !== null) yield guidance
  }
}

const findPublished = (deps: Deps, { organizationId }: Viewer, productKey: string | null, id: string) =>
  deps.database.prisma.guidance.findFirst({
    where: {
      organizationId,
      id,
      status: 'PUBLISHED',
      ...(productKey === null ? {} : { product: withKey(productKey) }),
    },
  })
