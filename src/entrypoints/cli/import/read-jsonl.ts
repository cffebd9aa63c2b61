import type { ImportEntry } from './import-entry.ts'
import type { Line } from './split-lines.ts'

/** Each line that is not blank is a JSON object. */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<ImportEntry> {
  for await (const { number, text, reason, end } of lines) {
    if (text === null) yield { line: number, end, content: '', reason: `The line ${reason}.` }
    else if (text.trim() !== '') yield { line: number, end, content: text, ...parse(text) }
  }
}

function parse(text: string): { value: unknown } | { reason: string } {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { value } : { reason: 'The line is no JSON object, such as {"text":"…"}.' }
  } catch (error) {
    return { reason: `Not JSON: ${error instanceof Error ? error.message : error}` }
  }
}
