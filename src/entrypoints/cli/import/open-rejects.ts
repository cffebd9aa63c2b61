import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { CommandRefused } from '../usage-error.ts'
import type { Refusal } from './import-reports-of-file.ts'

export type Rejects = { add(refusal: Refusal): void; close(): Promise<void> }

/** A JSON line for each line that was refused: `line`, `reason`, and `content` as it stood in the file. */
export async function openRejects(path: string | null): Promise<Rejects> {
  if (path === null) return { add() {}, async close() {} }
  const stream: WriteStream = createWriteStream(path)
  await once(stream, 'open').catch((cause: Error) => {
    throw new CommandRefused(`--rejects ${path} can't be written: ${cause.message}.`, { cause })
  })
  let failure: Error | null = null
  stream.on('error', (error) => {
    failure = error
  })
  return {
    add: ({ line, reason, content }) => void stream.write(`${JSON.stringify({ line, reason, content })}\n`),
    async close() {
      stream.end()
      await once(stream, 'close')
      if (failure) throw new CommandRefused(`${path} could not be written to its end: ${failure.message}.`)
    },
  }
}
