import { createHash } from 'node:crypto'

/**
 * Gives reports without an external id one that is the same whenever the file is read again: from what the line
 * says, whatever the order of its fields, and how often the file has said it before. So an import that is run
 * again repeats nothing, two equal lines stay two reports, and lines may be added at the end of the file.
 */
export function createNamer(): (report: Record<string, unknown>) => string {
  const seen = new Map<string, number>()
  return (report) => {
    if (typeof report.externalId === 'string') return report.externalId
    const hash = createHash('sha256').update(canonical(report)).digest('base64url').slice(0, 27)
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return `import:${hash}:${occurrence}`
  }
}

const canonical = (report: unknown): string =>
  JSON.stringify(report, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, inner]) => inner !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  )
