/** What GitHub would have acted on; it is still read, but does nothing. */
export const defusedKinds = [
  'MENTION',
  'REFERENCE',
  'COMMIT',
  'LINK',
  'HTML',
  'COMMAND',
  'CLOSING_KEYWORD',
  'CONTROL_CHARACTER',
  'MARKUP',
] as const

export type DefusedKind = (typeof defusedKinds)[number]

/** Whoever wants to know how often something was defused. */
export type DefusedCounts = { note(kind: DefusedKind, count: number): void }
