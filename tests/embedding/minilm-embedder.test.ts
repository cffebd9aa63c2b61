import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MiniLmEmbedder } from '../../src/embedding/minilm/minilm-embedder.ts'

let directory: string
let embedder: MiniLmEmbedder

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'minilm-'))
  embedder = new MiniLmEmbedder({ directory })
  const another = new MiniLmEmbedder({ directory })
  await Promise.all([embedder.ready(), another.ready()])
  await another.close()
}, 60_000)

afterAll(async () => {
  await embedder.close()
  await rm(directory, { recursive: true })
})

function likeness(a: Float32Array | null | undefined, b: Float32Array | null | undefined): number {
  if (!a || !b) throw new Error('A vector is missing.')
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
}

test('two embedders on one empty folder at once leave one graph, under the name of the model', async () => {
  expect(await readdir(directory)).toEqual(['minilm-l6-v2-int8@1.onnx'])
})

test('paraphrases are more alike than other troubles', async () => {
  const [clock, same, other, refund] = await embedder.embed([
    'The clock on my microwave resets after every power cut',
    'Each time the electricity goes, the oven forgets what time it is',
    'My parcel has been in the depot for a week',
    'Please give me my money back for the broken kettle',
  ])
  expect(likeness(clock, same)).toBeGreaterThan(0.5)
  expect(likeness(clock, other)).toBeLessThan(0.2)
  expect(likeness(clock, refund)).toBeLessThan(0.35)
})

test('vectors come in order with length one, and alone nearly as in a batch', async () => {
  const texts = Array.from(
    { length: 70 },
    (_, i) => `The door number ${i} ${'squeaks '.repeat(i % 9)}and sticks`,
  )
  const together = await embedder.embed(texts)
  expect(together).toHaveLength(70)
  for (const vector of together) expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5)
  for (const i of [0, 8, 35, 69]) {
    const [alone] = await embedder.embed([texts[i] as string])
    expect(likeness(alone, together[i])).toBeGreaterThan(0.97)
  }
})

test('requests made at once are all answered, each with its own', async () => {
  const texts = ['a flat battery', 'a torn invoice', 'a slow lift']
  const [all, ...each] = await Promise.all([
    embedder.embed(texts),
    ...texts.map((text) => embedder.embed([text])),
  ])
  for (const [i, [vector]] of each.entries()) expect(likeness(vector, all?.[i])).toBeGreaterThan(0.97)
})

test('what follows the first 256 tokens changes nothing', async () => {
  const start = 'the washing machine leaks at the door '.repeat(60)
  const [cut] = await embedder.embed([start])
  const [long] = await embedder.embed([`${start}${'and the radio plays '.repeat(1000)}`.slice(0, 20_000)])
  expect(likeness(cut, long)).toBeCloseTo(1, 5)
})

test.each(['', ' ', '🙃', '\ud800', '\u0000'])(
  'a text of nearly nothing (%j) still has a vector',
  async (text) => {
    const [vector] = await embedder.embed([text])
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5)
  },
)

test('no texts, no vectors', async () => {
  expect(await embedder.embed([])).toEqual([])
})

test('the event loop stays free while the model works', async () => {
  let turns = 0
  let done = false
  const working = embedder
    .embed(Array.from({ length: 64 }, (_, i) => `report ${i} ${'about the heating '.repeat(20)}`))
    .finally(() => {
      done = true
    })
  while (!done) {
    turns += 1
    await setImmediate()
  }
  await working
  // On this thread, each of the few batches would take one turn.
  expect(turns).toBeGreaterThan(100)
})

test('only English is embedded', () => {
  expect(embedder.denseShare('en')).toBe(0.6)
  expect(embedder.denseShare('tr')).toBe(0)
  expect(embedder.denseShare('und')).toBe(0)
})
