import type { ProblemStatus } from '../platform/database/generated/prisma/client.ts'

declare module '../platform/events.ts' {
  interface EventMap {
    /** A candidate became recurring: enough distinct customers, or a rate that left its baseline. */
    'problem.recurring': { organizationId: string; problemId: string }
    /** The counts of a problem moved. */
    'problem.counted': { organizationId: string; problemId: string; status: ProblemStatus }
  }
}
