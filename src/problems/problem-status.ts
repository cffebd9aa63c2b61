import type { ProblemStatus } from '../platform/database/generated/prisma/client.ts'

/** What people decide about a problem, here or in GitHub, and the status that follows. */
const follows = {
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  STARTED: 'IN_PROGRESS',
  FIXED: 'FIXED',
  ACCEPTED: 'ACCEPTED',
  REOPENED: 'ACKNOWLEDGED',
} as const satisfies Record<string, ProblemStatus>

export type StatusDecision = keyof typeof follows

export const statusAfter = (decision: StatusDecision): ProblemStatus => follows[decision]

/** Nobody has decided about the problem yet: only then may counting move its status. */
export const isUndecided = (status: ProblemStatus): boolean =>
  status === 'CANDIDATE' || status === 'RECURRING'

/** A problem that somebody still has to deal with. */
export const isUnsettled = (status: ProblemStatus): boolean => status !== 'FIXED' && status !== 'ACCEPTED'
