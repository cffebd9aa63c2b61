import fc from 'fast-check'
import { stringify } from 'uuid'
import { expect, test } from 'vitest'
import { formToken, hashToken, isHashOf, readToken } from '../../src/accounts/api-key-token.ts'

// Ids as we make them: UUIDs of version 7.
const id = fc.uuid({ version: 7 })
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a key is read back as it was formed, and its hash is only its own', () => {
  fc.assert(
    fc.property(id, id, secret, secret, (organizationId, keyId, bytes, others) => {
      const formed = formToken(organizationId, keyId, bytes)
      expect(readToken(formed.token)).toEqual(formed)
      expect(isHashOf(formed.token, hashToken(formed.token))).toBe(true)
      fc.pre(Buffer.compare(bytes, others) !== 0)
      const another = formToken(organizationId, keyId, others)
      expect(isHashOf(another.token, hashToken(formed.token))).toBe(false)
    }),
    { numRuns: 50 },
  )
})

test('whatever else is sent is no key, and never throws', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String().map((text) => `bw_${text}`),
  )
  fc.assert(
    fc.property(anyText, (text) => {
      expect(readToken(text)).toBeNull()
    }),
  )
})

test('a key that was cut, lengthened or changed in a character is no key, or another one', () => {
  const { token } = formToken(...ids, new Uint8Array(32).fill(7))
  expect(readToken(token.slice(0, -1))).toBeNull()
  expect(readToken(`${token}A`)).toBeNull()
  expect(readToken(token.replace('bw_', 'bw-'))).toBeNull()
  const changed = `${token.slice(0, 60)}${token[60] === 'A' ? 'B' : 'A'}${token.slice(61)}`
  expect(isHashOf(changed, hashToken(token))).toBe(false)
})

const ids = [1, 2].map((seed) => {
  const bytes = new Uint8Array(16).fill(seed)
  bytes[6] = 0x70
  bytes[8] = 0x80
  return stringify(bytes)
}) as [string, string]
