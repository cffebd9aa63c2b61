import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockBegin, blockEnd, replaceLivingBlock, wrapLivingBlock } from '../../src/tickets/living-block.ts'

const plain = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.includes('bothways:'))

test('everything outside the markers stays as people left it', () => {
  fc.assert(
    fc.property(plain, plain, plain, plain, (before, old, fresh, after) => {
      const body = `${before}${wrapLivingBlock(old)}${after}`
      expect(replaceLivingBlock(body, fresh)).toBe(`${before}${wrapLivingBlock(fresh)}${after}`)
    }),
  )
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
  expect(replaceLivingBlock('no markers', 'new')).toBeNull()
  expect(replaceLivingBlock(blockBegin, 'new')).toBeNull()
  expect(replaceLivingBlock(blockEnd, 'new')).toBeNull()
  expect(replaceLivingBlock(block + block, 'new')).toBeNull()
  expect(replaceLivingBlock(`${blockEnd} ${blockBegin}`, 'new')).toBeNull()
  expect(replaceLivingBlock(`${block}${blockEnd}`, 'new')).toBeNull()
})
