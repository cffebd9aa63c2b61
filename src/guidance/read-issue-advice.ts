import type { Advice } from './judge-source.ts'
import { isOptionLine, issueOptions, readOptions } from './parse-guidance-options.ts'
import { type Reason, reason } from './reason.ts'

/**
 * Reads guidance out of a labelled issue: its title, and what people wrote in its text. Lines at the top, before
 * anything else, may set options, as in a comment; the first line that sets none begins the advice.
 */
export function readIssueAdvice(title: string, words: string): Advice | { error: Reason } {
  const lines = words.replaceAll(/\r\n?/g, '\n').trim().split('\n')
  const count = lines.findIndex((line) => !isOptionLine(line.trim(), issueOptions))
  const optionLines = count < 0 ? lines : lines.slice(0, count)
  const options = readOptions(optionLines.map((line) => line.trim()))
  if ('error' in options) return options
  const body = lines.slice(optionLines.length).join('\n').trim()
  if (body === '')
    return { error: reason`The text of the issue holds no advice. Write what agents should do.` }
  return { title, options: options.options, body }
}
