import { createHmac, timingSafeEqual } from 'node:crypto'

const markerLine = /^<!-- bothways problem=([A-Za-z0-9_-]{1,128}) sig=([0-9a-f]{64}) -->$/
const problemIdPattern = /^[A-Za-z0-9_-]{1,128}$/

/**
 * The line that ends a ticket's body and proves that we wrote it for this problem: HMAC-SHA256 over the id, in hex.
 * Throws RangeError for an id that could not be read back (letters, digits, `_`, `-`; at most 128).
 */
export function signMarker(problemId: string, secret: string): string {
  if (!problemIdPattern.test(problemId)) {
    throw new RangeError(`A ticket marker needs a plain problem id; "${problemId}" has other characters.`)
  }
  return `<!-- bothways problem=${problemId} sig=${signatureOf(problemId, secret).toString('hex')} -->`
}

/**
 * The problem that a body belongs to, or null. Only the exact last line counts (one line end after it is allowed,
 * CRLF too, as GitHub's editor stores it); anything else that looks like a marker is somebody's text.
 */
export function readMarker(body: string, secret: string): string | null {
  const trimmed = body.replace(/\r?\n$/, '')
  const match = markerLine.exec(trimmed.slice(trimmed.lastIndexOf('\n') + 1))
  if (match === null) return null
  const [, problemId = '', signature = ''] = match
  return timingSafeEqual(Buffer.from(signature, 'hex'), signatureOf(problemId, secret)) ? problemId : null
}

// The prefix keeps this signature from meaning anything where the same secret signs something else.
function signatureOf(problemId: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`bothways ticket marker 1\n${problemId}`).digest()
}
