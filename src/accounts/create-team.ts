import { z } from 'zod'
import { refuseDuplicate } from '../platform/database/refuse-duplicate.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { NameTaken } from './accounts.errors.ts'

const inputSchema = z.object({
  name: text(100),
  kind: z.enum(['SERVICE', 'PRODUCT']),
  locales: z.array(text(35)).max(50).nullish(),
  region: text(100).nullish(),
})

export async function createTeam(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'ADMIN')
  const { name, kind, locales, region } = parseInput(inputSchema, input)
  const team = await deps.database.prisma.team
    .create({
      data: {
        organizationId: viewer.organizationId,
        id: deps.ids.next(),
        name,
        kind,
        locales: locales ?? [],
        region: region ?? null,
        createdAt: deps.clock.now(),
      },
    })
    .catch(refuseDuplicate(() => new NameTaken('team', name)))
  return { team }
}
