import type { Database } from '../../../src/platform/database/open-database.ts'

export class Crashed extends Error {}

/**
 * Ends a process in the middle, as kill -9 does: what it was doing never goes on, and nothing of it is cleaned up. It
 * stops where it waits: at a request, or before or after a transaction (one that is interrupted has not been).
 */
export class CrashSwitch {
  #left = Number.POSITIVE_INFINITY
  #crash: (() => void) | null = null

  /** @param points how many of them are passed before it stops */
  arm(points: number): void {
    this.#left = points
  }

  disarm(): void {
    this.#left = Number.POSITIVE_INFINITY
  }

  /** @throws Crashed where the work was ended; it is left as it is then */
  async survive<Value>(work: Promise<Value>): Promise<Value> {
    return new Promise<Value>((done, failed) => {
      this.#crash = () => failed(new Crashed())
      work.then(done, failed)
    }).finally(() => {
      this.#crash = null
    })
  }

  async point(): Promise<void> {
    this.#left -= 1
    if (this.#left >= 0 || this.#crash === null) return
    this.disarm()
    this.#crash()
    await new Promise(() => {})
  }
}

/** The database of a process that may end around each transaction. */
export function breakable(database: Database, crash: CrashSwitch): Database {
  const prisma = new Proxy(database.prisma, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (name !== '$transaction') return typeof value === 'function' ? value.bind(target) : value
      return async (...given: unknown[]) => {
        await crash.point()
        const answer: unknown = await value.apply(target, given)
        await crash.point()
        return answer
      }
    },
  })
  return { ...database, prisma }
}
