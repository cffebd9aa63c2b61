import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGuidanceFile } from '../../src/guidance/read-guidance-file.ts'

const read = (text: string) => readGuidanceFile(new TextEncoder().encode(text))

test('values stay as they are written: version 2.10 is not 2.1, and the locale of Norway is no "no"', () => {
  expect(read('---\ntitle: 12\nversions: 2.10\nlocale: no\n---\nHold it.')).toMatchObject({
    content: { title: '12', versions: '2.10', locales: ['no'], body: 'Hold it.' },
    kind: 'NOTICE',
  })
})

test('a mark of byte order and line ends of Windows are understood', () => {
  expect(read('\uFEFF---\r\ntitle: A\r\n---\r\n\r\nOne\r\nTwo\r\n')).toMatchObject({
    content: { title: 'A', body: 'One\nTwo' },
  })
})

test.each([
  ['no front matter', 'needs front matter'],
  ['---\ntitle: A\n', 'needs front matter'],
  ['---js\ntitle: A\n---\nx', 'needs front matter'],
  ['---\n---\nx', 'lines such as'],
  ['---\n- a\n---\nx', 'lines such as'],
  ['---\ntitle: A\ntitle: B\n---\nx', 'not YAML'],
  ['---\nversions: 1\n---\nx', 'title: must be text'],
  ['---\ntitle: A\n---\n', 'the advice below the front matter must not be empty'],
  ['---\ntitle: A\nversions: soon\nlocale: turkish!\nreview: soon\n---\nx', 'range of versions'],
  ['---\ntitle: A\nlocale: turkish!\n---\nx', '"turkish!" is no locale'],
  ['---\ntitle: A\nlocale: tr\nlocales: [tr]\n---\nx', 'keep one of them'],
  ['---\ntitle: A\nauthor: B\n---\nx', 'there is no "author"'],
])('%j is answered with what to change', (text, words) => {
  expect(read(text)).toEqual({ error: expect.stringContaining(words) })
})

test('bytes that are no text, and references without end, are refused', () => {
  expect(readGuidanceFile(new Uint8Array([0x2d, 0xff, 0xfe]))).toEqual({ error: 'The file is not UTF-8.' })
  const bomb = Array.from({ length: 12 }, (_, at) => `k${at}: &k${at} [${`*k${at - 1},`.repeat(9)}]`)
  const text = `---\nk: &k-1 [a]\n${bomb.join('\n')}\n---\nx`
  expect(read(text)).toEqual({ error: expect.stringMatching(/refers to itself too often|not YAML/) })
})

test('any file is read without an exception', () => {
  const part = fc.oneof(
    fc.constantFrom('---\n', 'title: A\n', '\n', 'locale:', '[', '&a ', '*a', '!!', '? '),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(() => read(`---\n${parts.join('')}\n---\nx`)).not.toThrow()
    }),
  )
})
