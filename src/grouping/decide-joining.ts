import type { NearProblem } from './find-nearest-problems.ts'

/** The problem that a report joins; null where it is not like enough. */
export const decideJoining = (near: NearProblem | null): NearProblem | null =>
  near !== null && near.likeness >= near.threshold ? near : null
