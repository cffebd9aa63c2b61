import { mostRepresentatives } from '../reports/vectors/refresh-representatives.ts'

/**
 * Whether what the members of a problem have in common may have moved with one more: with each of the first
 * eight, then with about each fifth of them. A problem with as many as may stand for it loses the oldest with each
 * that joins: one joining in thirty-two, told by the end of its id.
 */
export function movesSketch(representatives: number, reportId: string): boolean {
  if (representatives > mostRepresentatives) return Number.parseInt(reportId.slice(-2), 16) % 32 === 0
  return representatives <= 8 || representatives % Math.floor(representatives / 4) === 0
}
