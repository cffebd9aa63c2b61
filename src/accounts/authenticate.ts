import type { Deps } from '../platform/deps.ts'
import { type Scope, Unauthenticated, type Viewer } from '../platform/viewer.ts'
import { isHashOf, readToken } from './api-key-token.ts'

const usedEvery = 60_000

/** Who is asking, from the Authorization header of a request; says why not, where it cannot tell. */
export async function authenticate(
  deps: Deps,
  authorization: string | null,
): Promise<Viewer | Unauthenticated> {
  if (authorization === null) return new Unauthenticated()
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
  const named = token === undefined ? null : readToken(token)
  if (named === null) return new Unauthenticated('What was sent is not a key of this service')

  const { organizationId, keyId } = named
  const key = await deps.database.prisma.apiKey.findUnique({
    where: { organizationId_id: { organizationId, id: keyId } },
    include: { member: { select: { teamId: true } } },
  })
  const now = deps.clock.now()
  if (key === null || !isHashOf(named.token, key.hash)) return new Unauthenticated('This key is not known')
  if (key.revokedAt !== null) return new Unauthenticated('This key was revoked')
  if (key.expiresAt !== null && key.expiresAt <= now) return new Unauthenticated('This key has expired')

  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() > usedEvery) {
    await deps.database.prisma.apiKey.update({
      where: { organizationId_id: { organizationId, id: keyId } },
      data: { lastUsedAt: now },
    })
  }
  return {
    organizationId,
    memberId: key.memberId,
    teamId: key.member.teamId,
    scopes: key.scopes satisfies Scope[],
  }
}
