import { createHash } from 'node:crypto'
import { outsideOf } from './living-block.ts'
import { markerIn } from './marker.ts'

/** What people wrote into an issue: its text without our living block and the line that signs it. */
export function wordsOf(body: string): string {
  const marker = markerIn(body)
  const unsigned = marker === null ? body : body.trimEnd().slice(0, -marker.length)
  return (outsideOf(unsigned) ?? unsigned).trim()
}

export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Of an issue's title and what people wrote: the same after any edit of ours. */
export const hashWords = (title: string, body: string): string => hashText(`${title}\n${wordsOf(body)}`)
