import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { englishFollowUp, turkishFollowUp } from '../../src/entrypoints/demo/data/loop.ts'
import type { DemoReport } from '../../src/entrypoints/demo/data/report.ts'
import { measureGroups } from '../../src/entrypoints/demo/measure-groups.ts'
import { pickPort } from '../../src/entrypoints/demo/pick-port.ts'
import { readEvents, type ServerEvent } from '../../src/entrypoints/demo/read-events.ts'
import type { SentCase } from '../../src/entrypoints/demo/send-history.ts'
import { whyJoined } from '../../src/entrypoints/demo/show-groups.ts'
import { takenOut } from '../../src/entrypoints/demo/show-redaction.ts'
import { openTeller } from '../../src/entrypoints/demo/teller.ts'
import { waitFor } from '../../src/entrypoints/demo/wait-for.ts'
import { wrapText } from '../../src/entrypoints/demo/wrap-text.ts'

const english: DemoReport = englishFollowUp.report

const sentCase = (problemId: string, report: DemoReport = english, text = report.text): SentCase => ({
  report,
  answer: {
    id: report.externalId,
    text,
    language: report.meant.language,
    redactions: [],
    membership: {
      method: 'LIKENESS',
      score: 0.618,
      threshold: 0.42,
      sharedTerms: ['clock', 'flashing'],
      problem: { id: problemId, title: 'Clock', status: 'RECURRING' },
    },
  },
})

const told = () => {
  const lines: string[] = []
  return { lines, tell: openTeller({ write: (text) => lines.push(text) }) }
}

test('lines break at spaces, and what goes on stands below its own text', () => {
  expect(wrapText('one two three four', 9)).toEqual(['one two', 'three', 'four'])
  expect(wrapText('  1. one two three', 12)).toEqual(['  1. one two', '     three'])
  expect(wrapText('a\n\nb', 9)).toEqual(['a', '', 'b'])
})

test('a word that is too long is cut between graphemes, and an address is never cut', () => {
  expect(wrapText('นาฬิกากระพริบ', 6)).toEqual(['นาฬิกาก', 'ระพริบ'])
  expect(wrapText('see http://127.0.0.1:4720/graphql', 9)).toEqual(['see', 'http://127.0.0.1:4720/graphql'])
})

test('no line of the story is longer than a hundred columns, and none has colours in a file', () => {
  const { lines, tell } = told()
  tell.heading('A heading')
  tell.seen('A step that was seen and takes some words to tell. '.repeat(5))
  tell.quote('What somebody else said, at length. '.repeat(8))
  tell.line(`    ${'An explanation that goes on. '.repeat(6)}`)
  for (const line of lines.join('').split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  expect(lines.join('')).not.toContain('\u001b')
})

test('where nobody watches, progress is told at milestones only', () => {
  const { lines, tell } = told()
  tell.progress('1 of 3', { milestone: false, done: false })
  tell.progress('2 of 3', { milestone: true, done: false })
  tell.progress('3 of 3', { milestone: false, done: true })
  expect(lines).toEqual(['   2 of 3\n', '   3 of 3\n'])
})

test('events are read whole, wherever the stream was cut', async () => {
  const stream = ':\n\nevent: next\ndata: {"title":"Uhr – ง"}\n\n:\n\nevent: complete\ndata:\n\n'
  const bytes = new TextEncoder().encode(stream)
  async function* oneByOne() {
    for (const byte of bytes) yield Uint8Array.of(byte)
  }
  const events: ServerEvent[] = []
  for await (const event of readEvents(oneByOne())) events.push(event)
  expect(events).toEqual([
    { event: 'next', data: '{"title":"Uhr – ง"}' },
    { event: 'complete', data: '' },
  ])
})

test('what does not happen in time is named', async () => {
  await expect(waitFor('a ticket', () => null, 0)).rejects.toThrow('was not seen: a ticket')
})

test('a port that is taken is left alone', async () => {
  const other = createServer()
  const taken = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  )
  const picked = await pickPort('127.0.0.1', taken)
  other.close()
  expect(picked).toBeGreaterThan(0)
  expect(picked).not.toBe(taken)
})

test('why a report joined is told by its likeness and the words that both have', () => {
  expect(whyJoined([sentCase('p1')], 'p1')).toBe(
    'the last one joined at likeness 0.62, 0.42 needed; both say clock, flashing',
  )
  expect(whyJoined([sentCase('p1')], 'p2')).toBeNull()
})

test('what was taken out of a text is known', () => {
  const report = { ...english, text: 'Write to m.lindqvist@example.org please' }
  expect(takenOut(sentCase('p1', report, 'Write to [email] please'))).toEqual(['m.lindqvist@example.org'])
})

test('two problems in one group count as one found and one report misplaced', () => {
  const other: DemoReport = { ...english, meant: { problem: 'door-latch', language: 'en' } }
  const alone: DemoReport = { ...english, meant: { problem: null, language: 'en' } }
  const sent = [
    sentCase('p1'),
    sentCase('p1'),
    sentCase('p1', other),
    sentCase('p2', turkishFollowUp.report),
    sentCase('p3', alone),
  ]
  expect(measureGroups(sent)).toEqual({ meant: 3, found: 2, misplaced: 1 })
})
