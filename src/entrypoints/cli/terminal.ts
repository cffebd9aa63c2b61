/** Where a command speaks. Answers go to `print`, so that they can be piped; all else goes to `complain`. */
export type Terminal = {
  print(line: string): void
  complain(line: string): void
  /** Whether a person watches: only then are lines redrawn. */
  isWatched: boolean
}

export const processTerminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  isWatched: process.stderr.isTTY === true,
}
