import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendLivingBlock,
  blockBegin,
  blockEnd,
  outsideOf,
  replaceLivingBlock,
  wrapLivingBlock,
} from '../../src/repositories/living-block.ts'

const plain = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\t',
        ' ',
        '\u00A0',
        '\uFEFF',
        '$&',
        '$1',
        '```\r\n',
        '<!--',
        '-->',
        '# x',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => !text.includes('bothways:'))

const bytes = (text: string | null) => Buffer.from(text ?? 'null', 'utf16le').toString('hex')

test('everything outside the markers stays as people left it, byte by byte', () => {
  fc.assert(
    fc.property(plain, plain, plain, plain, (before, old, fresh, after) => {
      const body = `${before}${wrapLivingBlock(old)}${after}`
      expect(bytes(replaceLivingBlock(body, fresh))).toBe(bytes(`${before}${wrapLivingBlock(fresh)}${after}`))
    }),
  )
})

test('what is outside is the same before and after any number of replacements', () => {
  fc.assert(
    fc.property(plain, plain, fc.array(plain, { maxLength: 4 }), (before, after, blocks) => {
      let body = `${before}${wrapLivingBlock('first')}${after}`
      for (const block of blocks) body = replaceLivingBlock(body, block) ?? ''
      expect(bytes(outsideOf(body))).toBe(bytes(before + after))
    }),
  )
})

test('an edit that was lost is seen, and brought back around the newest block', () => {
  fc.assert(
    fc.property(plain, plain, plain, (before, after, edit) => {
      fc.pre(edit !== '')
      const sent = `${before}${wrapLivingBlock('new')}${after}`
      const edited = `${before}${edit}${wrapLivingBlock('old')}${after}`
      expect(outsideOf(sent)).not.toBe(outsideOf(edited))
      const restored = replaceLivingBlock(edited, 'new')
      expect(bytes(restored)).toBe(bytes(`${before}${edit}${wrapLivingBlock('new')}${after}`))
    }),
  )
})

test('a body whose line ends GitHub has made those of Windows keeps them, and its block is found', () => {
  const body = `above\r\n\r\n${wrapLivingBlock('| a |\n| - |').replaceAll('\n', '\r\n')}\r\n\r\nbelow\r\n`
  expect(outsideOf(body)).toBe('above\r\n\r\n\r\n\r\nbelow\r\n')
  expect(replaceLivingBlock(body, 'new')).toBe(`above\r\n\r\n${wrapLivingBlock('new')}\r\n\r\nbelow\r\n`)
})

test('a block that comes with its markers is not wrapped twice', () => {
  const body = `above\r\n${wrapLivingBlock('old')}\r\nbelow`
  expect(replaceLivingBlock(body, wrapLivingBlock('$& new'))).toBe(
    `above\r\n${wrapLivingBlock('$& new')}\r\nbelow`,
  )
})

test('replacing with the same block changes nothing', () => {
  const body = `above\n${wrapLivingBlock('same')}\nbelow`
  expect(replaceLivingBlock(body, 'same')).toBe(body)
})

test('missing, doubled or swapped markers leave the body to its people', () => {
  const block = wrapLivingBlock('x')
  const bodies = [
    '',
    'no markers',
    blockBegin,
    blockEnd,
    block + block,
    `${blockEnd} ${blockBegin}`,
    `${block}${blockEnd}`,
  ]
  for (const body of bodies) {
    expect(replaceLivingBlock(body, 'new')).toBeNull()
    expect(outsideOf(body)).toBeNull()
  }
})

test('an issue that people wrote keeps every byte when the block is put at its end', () => {
  fc.assert(
    fc.property(plain, plain, plain, (body, block, later) => {
      const linked = appendLivingBlock(body, block) ?? ''
      expect(bytes(linked)).toBe(bytes(`${body}${body === '' ? '' : '\n\n'}${wrapLivingBlock(block)}`))
      expect(outsideOf(linked)?.startsWith(body)).toBe(true)
      expect(outsideOf(replaceLivingBlock(linked, later) ?? '')).toBe(outsideOf(linked))
    }),
  )
})

test('a block is put neither beside another one nor inside half of one', () => {
  for (const body of [wrapLivingBlock('x'), `a ${blockBegin} b`, `a ${blockEnd} b`]) {
    expect(appendLivingBlock(body, 'new')).toBeNull()
  }
})

test('a block with markers inside is put nowhere', () => {
  for (const block of [`a ${blockEnd} b`, `a ${blockBegin} b`, wrapLivingBlock(wrapLivingBlock('x'))]) {
    expect(appendLivingBlock('body', block)).toBeNull()
    expect(replaceLivingBlock(wrapLivingBlock('old'), block)).toBeNull()
  }
})
