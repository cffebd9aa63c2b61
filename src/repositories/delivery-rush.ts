import { setTimeout } from 'node:timers/promises'

const second = 1_000
/** So many deliveries within a second are a rush. */
const manyASecond = 50
/** Nothing waits longer than this for the end of one. */
const longestWaitMs = 30 * second

/**
 * Whether deliveries come in faster than they can be worked off beside. GitHub waits for its answer, and nobody for
 * what follows from it: as long as many come, they are only stored. Of one process, and by its real time: on another
 * node they don't get into each other's way.
 */
export class DeliveryRush {
  /** Times of the latest deliveries, `manyASecond` at most, oldest first. */
  readonly #latest: number[] = []

  note(): void {
    this.#latest.push(performance.now())
    if (this.#latest.length > manyASecond) this.#latest.shift()
  }

  async over(): Promise<void> {
    const until = performance.now() + longestWaitMs
    while (this.isOn && performance.now() < until) await setTimeout(second / 4)
  }

  get isOn(): boolean {
    const [oldest] = this.#latest
    return oldest !== undefined && this.#latest.length === manyASecond && performance.now() - oldest < second
  }
}
