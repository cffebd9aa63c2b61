import type { Prisma, SuggestionState } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import type { Viewer } from '../platform/viewer.ts'

export type SuggestionFilter = {
  problemId?: string | undefined
  states?: readonly SuggestionState[] | null | undefined
}

export const suggestionsWhere = (
  { organizationId }: Viewer,
  { problemId, states }: SuggestionFilter,
): Prisma.SuggestionWhereInput => ({
  organizationId,
  state: { in: [...(states ?? ['OPEN'])] },
  ...(problemId === undefined ? {} : { OR: [{ problemId }, { otherProblemId: problemId }] }),
})

/** The likeliest first. */
export const listSuggestions = (
  deps: Deps,
  viewer: Viewer,
  filter: SuggestionFilter,
  query: Prisma.SuggestionFindManyArgs,
) =>
  deps.database.prisma.suggestion.findMany({
    ...query,
    where: suggestionsWhere(viewer, filter),
    orderBy: [{ score: 'desc' }, { id: 'desc' }],
  })
