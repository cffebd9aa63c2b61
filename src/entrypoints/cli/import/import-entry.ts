/** What stands at one place of a file: a value that may be a report, or the reason why it can't be read. */
export type ImportEntry = {
  /** The first of its lines, from 1. */
  line: number
  /** How far the file has been read with it, in bytes. */
  end: number
  /** As it stands in the file. */
  content: string
} & ({ value: unknown } | { reason: string })
