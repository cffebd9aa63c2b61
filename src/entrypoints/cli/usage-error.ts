/** The process exits with this where the command line is wrong (EX_USAGE of sysexits.h). */
export const exitUsage = 64

/** What was typed can't be understood; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The operator can't be served as things stand; the message says why and what to do next. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
}
