import type { Clock } from '../../src/platform/clock.ts'

/** A clock that stands still until a story moves it. */
export class SetClock implements Clock {
  #now: number

  constructor(start: string) {
    this.#now = Date.parse(start)
  }

  now(): Date {
    return new Date(this.#now)
  }

  forward(milliseconds: number): void {
    this.#now += milliseconds
  }

  forwardDays(days: number): void {
    this.forward(days * 86_400_000)
  }
}
