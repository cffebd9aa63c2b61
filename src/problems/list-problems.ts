import { z } from 'zod'
import { withKey } from '../catalog/catalog-key.ts'
import type { Prisma, ProblemStatus } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import type { Viewer } from '../platform/viewer.ts'

export type ProblemFilter = {
  product?: string | null | undefined
  statuses?: readonly ProblemStatus[] | null | undefined
  language?: string | null | undefined
  seenAfter?: Date | null | undefined
  seenBefore?: Date | null | undefined
  text?: string | null | undefined
}

export const problemOrders = {
  IMPACT: { impact: 'desc' },
  GROWTH: { growth: 'desc' },
  LAST_SEEN: { lastSeenAt: 'desc' },
  CUSTOMERS: { customerCount: 'desc' },
  REVENUE: { revenue: 'desc' },
} as const satisfies Record<string, Prisma.ProblemOrderByWithRelationInput>

export type ProblemOrder = keyof typeof problemOrders

const words = z.object({ filter: z.object({ text: text(200, 0).nullish(), language: text(35).nullish() }) })

/** What LIKE would take for a pattern, taken as it is written. */
const literally = (wanted: string): string => wanted.replaceAll(/[\\%_]/g, '\\$&')

/** The problems that a filter leaves; a text is looked for in the titles and in the reports, as they are shown. */
export function problemsWhere(viewer: Viewer, filter: ProblemFilter): Prisma.ProblemWhereInput {
  const { text: wanted, language } = parseInput(words, { filter }).filter
  const contains = { contains: literally(wanted ?? ''), mode: 'insensitive' } as const
  return {
    organizationId: viewer.organizationId,
    reportCount: { gt: 0 },
    ...(filter.product != null ? { product: withKey(filter.product) } : {}),
    ...(filter.statuses?.length ? { status: { in: [...filter.statuses] } } : {}),
    ...(language != null ? { languages: { has: language.toLowerCase() } } : {}),
    ...(filter.seenAfter != null ? { lastSeenAt: { gte: filter.seenAfter } } : {}),
    ...(filter.seenBefore != null ? { firstSeenAt: { lt: filter.seenBefore } } : {}),
    ...(wanted
      ? { OR: [{ title: contains }, { memberships: { some: { report: { redactedText: contains } } } }] }
      : {}),
  }
}

export const listProblems = (
  deps: Deps,
  viewer: Viewer,
  filter: ProblemFilter,
  order: ProblemOrder,
  query: Prisma.ProblemFindManyArgs,
) =>
  deps.database.prisma.problem.findMany({
    ...query,
    where: problemsWhere(viewer, filter),
    orderBy: [problemOrders[order], { id: 'desc' }],
  })
