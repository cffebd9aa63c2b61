import type { SignalKind } from '../platform/database/generated/prisma/client.ts'

declare module '../platform/events.ts' {
  interface EventMap {
    /** A candidate became recurring: enough distinct customers, or a rate that left its baseline. */
    'problem.recurring': { organizationId: string; problemId: string }
    /** The counts or the status of a problem moved. `recurring`: it is or was so, whatever was decided since. */
    'problem.counted': { organizationId: string; problemId: string; recurring: boolean }
    /** Reports went to a problem or left it, other than by joining: what it is recognised by has changed. */
    'problem.reshaped': { organizationId: string; problemId: string }
    /** All reports of a problem went over to another one, which stays. */
    'problem.merged': { organizationId: string; problemId: string; survivorId: string; decisionId: string }
    /** Its reports came back to a problem that had been merged. */
    'problem.unmerged': { organizationId: string; problemId: string }
    /** It may not be recurring after all: a merge that had made it so was undone. Counting it tells. */
    'problem.doubted': { organizationId: string; problemId: string }
    /** A decision was undone; what followed from it is to be taken back. */
    'decision.undone': { organizationId: string; decisionId: string }
    /** A problem is emerging, spikes, is back after its fix, or may be: told once an episode. */
    'problem.signalled': { organizationId: string; problemId: string; signalId: string; kind: SignalKind }
  }
}
