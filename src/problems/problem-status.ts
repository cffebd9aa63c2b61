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

const closed: readonly ProblemStatus[] = ['FIXED', 'REGRESSED', 'ACCEPTED']

/** Only what was closed, or came back since, can be opened again; whatever else is decided holds from any status. */
export const mayDecide = (decision: StatusDecision, status: ProblemStatus): boolean =>
  decision !== 'REOPENED' || closed.includes(status)
