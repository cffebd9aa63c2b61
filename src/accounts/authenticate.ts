import type { Deps } from '../platform/deps.ts'
import { type Scope, Unauthenticated, type Viewer } from '../platform/viewer.ts'
import { isHashOf, readToken } from './api-key-token.ts'

/** `lastUsedAt` is true to the minute: it is not written with each request. */
const usedEveryMs = 60_000

type Key = {
  memberId: string
  teamId: string | null
  hash: Uint8Array
  scopes: Scope[]
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

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
  const { prisma } = deps.database
  // One query, as every request pays for it.
  const [key] = await prisma.$queryRaw<Key[]>`
    SELECT k.member_id AS "memberId", m.team_id AS "teamId", k.hash, k.scopes::text[] AS scopes,
      k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt"
    FROM api_keys k JOIN members m ON m.organization_id = k.organization_id AND m.id = k.member_id
    WHERE k.organization_id = ${organizationId}::uuid AND k.id = ${keyId}::uuid`
  const now = deps.clock.now()
  if (key === undefined || !isHashOf(named.token, key.hash))
    return new Unauthenticated('This key is not known')
  if (key.revokedAt !== null) return new Unauthenticated('This key was revoked')
  if (key.expiresAt !== null && key.expiresAt <= now) return new Unauthenticated('This key has expired')

  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() > usedEveryMs) {
    await prisma.apiKey.update({
      where: { organizationId_id: { organizationId, id: keyId } },
      data: { lastUsedAt: now },
    })
  }
  return { organizationId, keyId, memberId: key.memberId, teamId: key.teamId, scopes: key.scopes }
}

/** Whether the key of a viewer still holds: what runs for long asks again. */
export async function isStillValid(deps: Deps, { organizationId, keyId }: Viewer): Promise<boolean> {
  if (keyId === null) return true
  const now = deps.clock.now()
  const valid = await deps.database.prisma.apiKey.count({
    where: {
      organizationId,
      id: keyId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
  })
  return valid === 1
}
