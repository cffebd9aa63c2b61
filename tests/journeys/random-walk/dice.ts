import type { Ids } from '../../../src/platform/ids.ts'

/** All chance of a walk comes from here: the same seed walks the same way. The generator is mulberry32. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 up to, and without, `below`. */
  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  between(least: number, most: number): number {
    return least + this.int(most - least + 1)
  }

  hits(share: number): boolean {
    return this.next() < share
  }

  /** Undefined where there is nothing to pick. */
  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.int(items.length)]
  }

  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = this.next() * items.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of items) {
      left -= weight
      if (left < 0) return item
    }
    throw new RangeError('There is nothing to choose from.')
  }
}

/** Ids in ascending order, the same in each walk. */
export function idsInOrder(): Ids {
  let last = 0
  return {
    next: () => `01900000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`,
    secret: (bytes) => new Uint8Array(bytes).fill(++last % 251),
  }
}
