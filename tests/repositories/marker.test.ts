import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defuseInline, quoteBlock } from '../../src/repositories/defuse-text.ts'
import { readMarker, signMarker } from '../../src/repositories/marker.ts'

const secret = 'a secret of the tests'
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)

test('a signed marker as the last line gives its problem back', () => {
  fc.assert(
    fc.property(id, fc.string(), (problemId, text) => {
      expect(readMarker('problem', `${text}\n${signMarker('problem', problemId, secret)}`, secret)).toBe(
        problemId,
      )
    }),
  )
})

test('one line end after the marker, also of Windows, is allowed and nothing else', () => {
  const marker = signMarker('problem', 'p1', secret)
  expect(readMarker('problem', `text\r\n${marker}\r\n`, secret)).toBe('p1')
  expect(readMarker('problem', `${marker}\n\n`, secret)).toBeNull()
  expect(readMarker('problem', `${marker} `, secret)).toBeNull()
  expect(readMarker('problem', ` ${marker}`, secret)).toBeNull()
  expect(readMarker('problem', `${marker}\nsomebody's line`, secret)).toBeNull()
})

test('a signature of another problem, another secret or another shape is nobody’s', () => {
  const marker = signMarker('problem', 'p1', secret)
  expect(readMarker('problem', marker.replace('problem=p1', 'problem=p2'), secret)).toBeNull()
  expect(readMarker('problem', marker, 'another secret')).toBeNull()
  expect(readMarker('problem', marker.replace(/sig=[0-9a-f]+/, 'sig=00'), secret)).toBeNull()
  expect(readMarker('problem', '', secret)).toBeNull()
})

test('no change to a marker keeps it valid', () => {
  const marker = signMarker('problem', 'problem-1', secret)
  fc.assert(
    fc.property(fc.nat(marker.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(marker.charAt(at) !== character)
      expect(readMarker('problem', marker.slice(0, at) + character + marker.slice(at + 1), secret)).toBeNull()
    }),
  )
})

test('customer text cannot forge a marker, even with a real one copied from another ticket', () => {
  const stolen = signMarker('problem', 'p1', secret)
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readMarker('problem', quoteBlock(`${text}\n${stolen}`), secret)).toBeNull()
      expect(
        readMarker(
          'problem',
          quoteBlock(`${text}\n${stolen}`).trimEnd().split('\n').slice(0, -1).join('\n'),
          secret,
        ),
      ).toBeNull()
      expect(readMarker('problem', defuseInline(`${text}\n${stolen}`), secret)).toBeNull()
    }),
  )
})

test('an id that could break out of the comment is refused', () => {
  expect(() => signMarker('problem', 'x --> <b>', secret)).toThrow(RangeError)
})

test('the marker of a comment is none of a problem, and the other way round', () => {
  expect(readMarker('problem', signMarker('comment', 'p1', secret), secret)).toBeNull()
  expect(readMarker('comment', signMarker('problem', 'p1', secret), secret)).toBeNull()
  expect(readMarker('comment', signMarker('comment', 'c1', secret), secret)).toBe('c1')
})
