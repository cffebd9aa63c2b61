import { createHash, timingSafeEqual } from 'node:crypto'
import { parse, stringify } from 'uuid'

/**
 * A key names its own row: `bw_` + base64url of key id (16 bytes), organization id (16), secret (32).
 * So it is found by primary key within its organization. 256 random bits need no slow hash.
 */
export type ApiKeyToken = { organizationId: string; keyId: string; token: string }

const prefix = 'bw_'
const length = 64

export function formToken(organizationId: string, keyId: string, secret: Uint8Array): ApiKeyToken {
  const token = prefix + Buffer.concat([parse(keyId), parse(organizationId), secret]).toString('base64url')
  return { organizationId, keyId, token }
}

/** Null where the text cannot be a key of ours. */
export function readToken(token: string): ApiKeyToken | null {
  if (!token.startsWith(prefix)) return null
  const bytes = Buffer.from(token.slice(prefix.length), 'base64url')
  if (bytes.length !== length || prefix + bytes.toString('base64url') !== token) return null
  try {
    return { keyId: stringify(bytes, 0), organizationId: stringify(bytes, 16), token }
  } catch {
    return null
  }
}

export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest())

export const isHashOf = (token: string, hash: Uint8Array): boolean => timingSafeEqual(hashToken(token), hash)
