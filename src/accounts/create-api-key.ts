import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, scopes, type Viewer } from '../platform/viewer.ts'
import { formToken, hashToken } from './api-key-token.ts'

const inputSchema = z.object({
  name: text(100),
  scopes: z.array(z.enum(scopes)).min(1, 'name at least one scope'),
  memberId: z.string().nullish(),
  expiresAt: z.date().nullish(),
})

/** The token is returned here and never again: only its hash is stored. */
export async function createApiKey(
  deps: Deps,
  viewer: Viewer,
  input: z.input<typeof inputSchema>,
  transaction: Transaction = deps.database.prisma,
) {
  requireScope(viewer, 'ADMIN')
  const { name, scopes, expiresAt, memberId = viewer.memberId } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  if (expiresAt != null && expiresAt <= deps.clock.now())
    throw new InvalidInput('expiresAt', 'lies in the past')

  const member = await transaction.member.findUnique({
    where: { organizationId_id: { organizationId, id: memberId ?? viewer.memberId } },
  })
  if (member === null) throw new NotFound('member', String(memberId))

  const { token, keyId } = formToken(organizationId, deps.ids.next(), deps.ids.secret(32))
  const apiKey = await transaction.apiKey.create({
    data: {
      organizationId,
      id: keyId,
      memberId: member.id,
      name,
      hint: token.slice(-4),
      hash: hashToken(token),
      scopes: [...new Set(scopes)],
      createdAt: deps.clock.now(),
      expiresAt: expiresAt ?? null,
    },
  })
  return { apiKey, token }
}
