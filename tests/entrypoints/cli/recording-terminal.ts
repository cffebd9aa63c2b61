import type { Terminal } from '../../../src/entrypoints/cli/terminal.ts'

/** Keeps what a command says; nobody watches it. */
export function recordingTerminal(): Terminal & { printed: string[]; complained: string[] } {
  const printed: string[] = []
  const complained: string[] = []
  return {
    printed,
    complained,
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    isWatched: false,
  }
}
