import type { Prisma, ProblemStatus } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
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
} as const satisfies Record<string, Prisma.ProblemOrderByWithRelationInput>

export type ProblemOrder = keyof typeof problemOrders

/** The problems that a filter leaves; a text is looked for in the titles and in the reports, as they are shown. */
export function problemsWhere(viewer: Viewer, filter: ProblemFilter): Prisma.ProblemWhereInput {
  const text = filter.text?.trim()
  const contains = { contains: text ?? '', mode: 'insensitive' } as const
  return {
    organizationId: viewer.organizationId,
    reportCount: { gt: 0 },
    ...(filter.product != null ? { product: { key: filter.product } } : {}),
    ...(filter.statuses?.length ? { status: { in: [...filter.statuses] } } : {}),
    ...(filter.language != null ? { languages: { has: filter.language.toLowerCase() } } : {}),
    ...(filter.seenAfter != null ? { lastSeenAt: { gte: filter.seenAfter } } : {}),
    ...(filter.seenBefore != null ? { firstSeenAt: { lt: filter.seenBefore } } : {}),
    ...(text
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
