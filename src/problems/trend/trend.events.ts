import type { SignalKind } from '../../platform/database/generated/prisma/client.ts'

declare module '../../platform/events.ts' {
  interface EventMap {
    /** A problem is emerging, spikes, is back after its fix, or may be: told once an episode. */
    'problem.signalled': { organizationId: string; problemId: string; signalId: string; kind: SignalKind }
  }
}
