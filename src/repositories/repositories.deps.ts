import type { GitHub } from '../github/github.ts'
import type { DeliveryRush } from './delivery-rush.ts'
import type { GitHubCounters } from './github-counters.ts'

declare module '../platform/deps.ts' {
  interface Deps {
    /** Null while GitHub is off: tickets wait, rendered, until it is on. */
    readonly github: GitHub | null
    readonly timing: GitHubTiming
    readonly counters: GitHubCounters
    readonly rush: DeliveryRush
  }
}

/** How patient we are with GitHub; docs/operators.md says why. Milliseconds, but for the budget. */
export type GitHubTiming = {
  /** Limit for one request and its answer. */
  readonly timeoutMs: number
  /** How long a write whose answer was lost may still land in GitHub. */
  readonly settleMs: number
  /** The least time between two writes in a repository. */
  readonly writeIntervalMs: number
  /** The least time between two edits of one issue's living block. */
  readonly bodyIntervalMs: number
  /** How often a repository is compared with what webhooks told of it. */
  readonly reconcileMs: number
  /** The most writes in a repository within an hour; a fifteenth of them within a minute. */
  readonly hourlyBudget: number
}

export const defaultTiming: GitHubTiming = {
  timeoutMs: 30_000,
  settleMs: 60_000,
  writeIntervalMs: 1_000,
  bodyIntervalMs: 15 * 60_000,
  reconcileMs: 60 * 60_000,
  hourlyBudget: 300,
}
