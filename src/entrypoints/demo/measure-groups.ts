import type { SentCase } from './send-history.ts'

/** How the groups found compare with what the texts were written to mean. */
export type GroupMeasure = {
  /** Problems that were meant, each language counted by itself, and in how many groups they were found. */
  meant: number
  found: number
  /** Reports in a group whose reports mostly mean something else. */
  misplaced: number
}

export function measureGroups(sent: readonly SentCase[]): GroupMeasure {
  const meant = new Set<string>()
  const found = new Set<string>()
  const groups = new Map<string, Map<string, number>>()
  for (const { report, answer } of sent) {
    const { problem, language } = report.meant
    const group = answer.membership?.problem.id ?? ''
    // A one-off shares its meaning with no other report.
    const meaning = problem ?? report.externalId
    const meanings = groups.get(group) ?? new Map<string, number>()
    groups.set(group, meanings.set(meaning, (meanings.get(meaning) ?? 0) + 1))
    if (problem === null) continue
    meant.add(`${problem} ${language}`)
    found.add(group)
  }
  const misplaced = [...groups.values()]
    .flatMap((meanings) => [...meanings.values()].sort((a, b) => b - a).slice(1))
    .reduce((sum, reports) => sum + reports, 0)
  return { meant: meant.size, found: found.size, misplaced }
}
