import { styleText } from 'node:util'
import { wrapText } from './wrap-text.ts'

const columns = 100

/** Where the story goes: standard output, or a list in a test. */
export type Output = {
  write(text: string): unknown
  isTTY?: boolean
  hasColors?: () => boolean
}

/** Tells the story in lines of at most 100 columns. */
export type Teller = {
  heading(text: string): void
  line(text?: string): void
  /** Something to copy: never broken, however long. */
  copyable(text: string): void
  /** A step of the loop that was seen. */
  seen(text: string): void
  /** Text of somebody else, with a bar at its left. */
  quote(text: string): void
  /** A figure that moves: one line that changes in a terminal, a line now and then elsewhere. */
  progress(text: string, rest: { milestone: boolean; done: boolean }): void
}

export function openTeller(output: Output): Teller {
  const coloured = output.isTTY === true && output.hasColors?.() === true
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    coloured ? styleText(format, text) : text
  const print = (text: string) => void output.write(`${text}\n`)
  let headings = 0
  return {
    heading(text) {
      headings += 1
      print(`\n${style('bold', `${headings}. ${text}`)}`)
    },
    line(text = '') {
      for (const line of wrapText(text, columns - 3)) print(`   ${line}`.trimEnd())
    },
    copyable: (text) => print(`   ${text}`),
    seen(text) {
      const [first = '', ...rest] = wrapText(text, columns - 3)
      print(`${style('green', ' ✓')} ${first}`)
      for (const line of rest) print(`   ${line}`)
    },
    quote(text) {
      for (const line of wrapText(text.trimEnd(), columns - 5))
        print(`   ${style('dim', '│')} ${line}`.trimEnd())
    },
    progress(text, { milestone, done }) {
      if (output.isTTY === true) output.write(`\r   ${text.padEnd(columns - 4)}${done ? '\n' : ''}`)
      else if (milestone || done) print(`   ${text}`)
    },
  }
}
