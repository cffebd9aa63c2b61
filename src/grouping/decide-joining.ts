import type { NearProblem } from './find-nearest-problems.ts'

/** The problem that a report joins, with the likeness that was needed; null where none is like enough. */
export function decideJoining(near: readonly NearProblem[]): (NearProblem & { threshold: number }) | null {
  const [best] = near
  if (best === undefined || best.score < 1) return null
  return { ...best, threshold: best.likeness / best.score }
}
