import { setTimeout } from 'node:timers/promises'

/** Milliseconds that pass, and waiting for them. Tests bring their own. */
export interface Timing {
  now(): number
  /** Rejects when the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<unknown>
}

export const realTiming: Timing = {
  now: () => performance.now(),
  pause: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
}

/** Nobody waits longer for a turn: the caller has a queue of its own, and a live report somebody who waits. */
const longestWait = 20_000

/**
 * When the next request may go out, for all who ask one server: evenly, as servers that count by the minute count
 * by the second too, and not before the time that a server asked for.
 */
export class RequestPace {
  readonly #interval: number
  readonly #timing: Timing
  #next = Number.NEGATIVE_INFINITY

  constructor(requestsPerMinute: number | null, timing: Timing) {
    this.#interval = requestsPerMinute === null ? 0 : 60_000 / requestsPerMinute
    this.#timing = timing
  }

  /** Waits for its turn; answers at once, with the milliseconds it would take, where that is too long. */
  async turn(signal: AbortSignal): Promise<'now' | { tooLong: number }> {
    const now = this.#timing.now()
    const at = Math.max(now, this.#next)
    const wait = at - now
    if (wait > Math.max(longestWait, 2 * this.#interval)) return { tooLong: wait }
    this.#next = at + this.#interval
    if (wait > 0) await this.#timing.pause(wait, signal)
    return 'now'
  }

  /** No request goes out for so long. */
  holdBack(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#timing.now() + milliseconds)
  }
}
