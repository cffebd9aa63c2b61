import { z } from 'zod'
import { refuseDuplicate } from '../platform/database/refuse-duplicate.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { NameTaken } from './accounts.errors.ts'

const inputSchema = z.object({
  name: text(100),
  kind: z.enum(['PERSON', 'MACHINE']),
  teamId: z.string().nullish(),
})

export async function createMember(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'ADMIN')
  const { name, kind, teamId = null } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const { prisma } = deps.database
  if (teamId !== null) {
    const team = await prisma.team.findUnique({
      where: { organizationId_id: { organizationId, id: teamId } },
    })
    if (team === null) throw new NotFound('team', teamId)
  }
  const member = await prisma.member
    .create({
      data: { organizationId, id: deps.ids.next(), name, kind, teamId, createdAt: deps.clock.now() },
    })
    .catch(refuseDuplicate(() => new NameTaken('member', name)))
  return { member }
}
