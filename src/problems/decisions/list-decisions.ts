import type { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** The decisions about one problem, or about all, latest first. */
export const listDecisions = (
  deps: Deps,
  { organizationId }: Viewer,
  problemId: string | null,
  query: Prisma.DecisionFindManyArgs,
) =>
  deps.database.prisma.decision.findMany({
    ...query,
    where: {
      organizationId,
      ...(problemId === null ? {} : { OR: [{ problemId }, { otherProblemId: problemId }] }),
    },
    orderBy: { id: 'desc' },
  })
