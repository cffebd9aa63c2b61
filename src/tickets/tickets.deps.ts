declare module '../platform/deps.ts' {
  interface Deps {
    readonly ticketing: TicketTiming
  }
}

/** How patient the writer is; ../docs/operators.md says why. Milliseconds. */
export type TicketTiming = {
  /** How long a write whose answer was lost may still land in GitHub. */
  readonly settleMs: number
  /** The least time between two writes in a repository. */
  readonly writeIntervalMs: number
  /** The least time between two edits of one issue's living block. */
  readonly bodyIntervalMs: number
}

export const defaultTiming: TicketTiming = {
  settleMs: 60_000,
  writeIntervalMs: 1_000,
  bodyIntervalMs: 15 * 60_000,
}
