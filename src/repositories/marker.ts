import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is signed: the issue of a problem, or a comment. */
type Kind = 'problem' | 'comment'

const markerLine = /^<!-- bothways (problem|comment)=([A-Za-z0-9_-]{1,128}) sig=([0-9a-f]{64}) -->$/
const plainId = /^[A-Za-z0-9_-]{1,128}$/

/** The key of an organization's signatures, as text. */
export const secretOf = ({ secret }: { secret: Uint8Array }): string => Buffer.from(secret).toString('hex')

/**
 * The line that ends what we wrote, and proves it: HMAC-SHA256 over what it is and its id, in hex.
 * Throws RangeError for an id that could not be read back (letters, digits, `_`, `-`; at most 128).
 */
export function signMarker(kind: Kind, id: string, secret: string): string {
  if (!plainId.test(id)) throw new RangeError(`A marker needs a plain id; "${id}" has other characters.`)
  return `<!-- bothways ${kind}=${id} sig=${signatureOf(kind, id, secret).toString('hex')} -->`
}

/**
 * The id that a text is signed with, or null. Only the exact last line counts (one line end after it is allowed,
 * CRLF too, as GitHub's editor stores it); anything else that looks like a marker is somebody's text.
 */
export function readMarker(kind: Kind, body: string, secret: string): string | null {
  const match = markerLine.exec(lastLineOf(body))
  if (match === null || match[1] !== kind) return null
  const [, , id = '', signature = ''] = match
  return timingSafeEqual(Buffer.from(signature, 'hex'), signatureOf(kind, id, secret)) ? id : null
}

/** The last line of a text where it has the form of a marker; whether it is one, its signature tells. */
export function markerIn(body: string): string | null {
  const line = lastLineOf(body)
  return markerLine.test(line) ? line : null
}

function lastLineOf(body: string): string {
  const trimmed = body.replace(/\r?\n$/, '')
  return trimmed.slice(trimmed.lastIndexOf('\n') + 1)
}

// The prefix keeps this signature from meaning anything where the same secret signs something else.
const prefixes = { problem: 'bothways ticket marker 1', comment: 'bothways comment marker 1' } as const

function signatureOf(kind: Kind, id: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${prefixes[kind]}\n${id}`).digest()
}
