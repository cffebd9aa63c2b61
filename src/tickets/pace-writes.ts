import { setTimeout } from 'node:timers/promises'

const lastWrites = new Map<string, number>()

/** Waits until a repository may be written to again. There is one writer a repository, so memory is enough. */
export async function paceWrites(repository: string, intervalMs: number): Promise<void> {
  const last = lastWrites.get(repository) ?? Number.NEGATIVE_INFINITY
  const wait = last + intervalMs - performance.now()
  if (wait > 0) await setTimeout(wait)
  lastWrites.set(repository, performance.now())
}
