import { z } from 'zod'
import { withKey } from '../../catalog/catalog-key.ts'
import type { Prisma, SignalKind } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { parseInput } from '../../platform/parse-input.ts'
import { text } from '../../platform/text-input.ts'
import type { Viewer } from '../../platform/viewer.ts'

export type SignalFilter = {
  kinds?: readonly SignalKind[] | null | undefined
  product?: string | null | undefined
  since?: Date | null | undefined
}

const words = z.object({ filter: z.object({ product: text(200, 0).nullish() }) })

/** What was told about all problems of the organization, latest first. */
export function listSignals(
  deps: Deps,
  { organizationId }: Viewer,
  filter: SignalFilter,
  query: Prisma.ProblemSignalFindManyArgs,
) {
  const { product } = parseInput(words, { filter }).filter
  return deps.database.prisma.problemSignal.findMany({
    ...query,
    where: {
      organizationId,
      ...(filter.kinds?.length ? { kind: { in: [...filter.kinds] } } : {}),
      ...(product != null ? { problem: { product: withKey(product) } } : {}),
      ...(filter.since != null ? { at: { gte: filter.since } } : {}),
    },
    orderBy: { id: 'desc' },
  })
}
