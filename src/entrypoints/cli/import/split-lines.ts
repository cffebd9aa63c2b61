/** One line of a file, counted from 1, without its line end. */
export type Line = {
  number: number
  /** Null where it is longer than allowed, or not UTF-8. */
  text: string | null
  reason: string | null
  /** Where the next line begins, in bytes from the start of the file. */
  end: number
}

const newline = 0x0a

/** Cuts a stream into lines without ever holding more than one, and of an endless line only `most` bytes. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Line> {
  let number = 0
  let end = 0
  let length = 0
  let parts: Uint8Array[] = []
  const take = (part: Uint8Array) => {
    length += part.length
    end += part.length
    if (length <= most) parts.push(part)
  }
  const finish = (): Line => {
    number += 1
    const line = { number, end, ...readText(Buffer.concat(parts), length > most ? most : null, number === 1) }
    length = 0
    parts = []
    return line
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, at))
      end += 1
      from = at + 1
      yield finish()
    }
    take(chunk.subarray(from))
  }
  if (length > 0) yield finish()
}

function readText(bytes: Buffer, over: number | null, first: boolean) {
  if (over !== null) return { text: null, reason: `is longer than ${over / 1024} KiB` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: !first }).decode(bytes)
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, reason: null }
  } catch {
    return { text: null, reason: 'is not UTF-8; save the file with that encoding' }
  }
}
