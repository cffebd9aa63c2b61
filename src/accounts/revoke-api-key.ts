import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'

/** From now on the key is refused. Revoking again changes nothing. */
export async function revokeApiKey(deps: Deps, viewer: Viewer, input: { id: string }) {
  requireScope(viewer, 'ADMIN')
  const { prisma } = deps.database
  const where = { organizationId: viewer.organizationId, id: input.id }
  await prisma.apiKey.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: deps.clock.now() },
  })
  const apiKey = await prisma.apiKey.findUnique({ where: { organizationId_id: where } })
  if (apiKey === null) throw new NotFound('API key', input.id)
  return { apiKey }
}
