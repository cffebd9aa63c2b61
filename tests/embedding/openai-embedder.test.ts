import { expect, test } from 'vitest'
import { EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { OpenAiEmbedder, type OpenAiOptions } from '../../src/embedding/openai-embedder.ts'
import { type Answer, type Asked, startEmbeddingServer, vectorsFor } from './start-embedding-server.ts'

const apiKey = 'sk-very-secret'

/** Time that passes only where somebody waits. */
function passingTime() {
  const pauses: number[] = []
  let now = 0
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds)
    now += milliseconds
  }
  return { pauses, timing: { now: () => now, pause } }
}

async function server(
  answer: (asked: Asked, count: number) => Answer,
  { path = '/v1', ...options }: Partial<OpenAiOptions> & { path?: string } = {},
) {
  const started = await startEmbeddingServer(answer)
  const url = `${started.origin}${path}`
  const { pauses, timing } = passingTime()
  const embedder = new OpenAiEmbedder({ url, model: 'some-model', apiKey, timing, ...options })
  return { ...started, pauses, embedder }
}

async function refusal(promise: Promise<unknown>): Promise<EmbedderUnavailable> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof EmbedderUnavailable)) throw new Error(`Not refused: ${error}`)
  expect(`${error.message} ${error.stack} ${JSON.stringify(error.cause)} ${error.cause}`).not.toContain(
    apiKey,
  )
  return error
}

test.each(['/v1', '/v1/', '/v1/embeddings'])('the address may be given as %s', async (path) => {
  const { asked, embedder } = await server(vectorsFor, { path })
  await embedder.ready()
  expect(asked).toMatchObject([
    { path: '/v1/embeddings', authorization: `Bearer ${apiKey}`, body: { model: 'some-model' } },
  ])
  expect(embedder.dimensions).toBe(2)
})

test('texts go in batches of 64 and come back in order, with length one', async () => {
  const { asked, embedder } = await server(({ body }) => ({
    body: { data: body.input.map((text, index) => ({ index, embedding: [Number(text), 1] })).reverse() },
  }))
  const vectors = await embedder.embed(Array.from({ length: 130 }, (_, i) => String(i)))
  expect(asked.map(({ body }) => body.input.length)).toEqual([64, 64, 2])
  vectors.forEach((vector, i) => {
    const [x = 0, y = 0] = vector ?? []
    expect(Math.hypot(x, y)).toBeCloseTo(1, 5)
    expect(x / y).toBeCloseTo(i, 2)
  })
})

test.each([429, 500, 503])('%i is tried again', async (status) => {
  const { asked, embedder } = await server((one, count) =>
    count < 3 ? { status, headers: { 'retry-after': '0' }, body: {} } : vectorsFor(one),
  )
  await embedder.embed(['clock'])
  expect(asked).toHaveLength(3)
})

test('after two retries it is unavailable', async () => {
  const { asked, embedder } = await server(() => ({ status: 503, body: { error: apiKey } }))
  expect((await refusal(embedder.embed(['clock']))).message).toContain('503')
  expect(asked).toHaveLength(3)
})

test('a wrong key is not tried again, and never told', async () => {
  const { asked, embedder } = await server(() => ({ status: 401, body: { error: `bad key ${apiKey}` } }))
  expect((await refusal(embedder.embed(['clock']))).message).toContain('401')
  expect(asked).toHaveLength(1)
})

test('a pause that the server asks for is kept, in seconds or as a date, and by everybody', async () => {
  const date = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000).toUTCString()
  const { embedder, pauses } = await server((one, count) => {
    if (count === 1) return { status: 429, headers: { 'retry-after': '7' }, body: {} }
    if (count === 2) return { status: 503, headers: { date: date(0), 'retry-after': date(3) }, body: {} }
    return vectorsFor(one)
  })
  await embedder.embed(['clock'])
  expect(pauses).toEqual([7000, 3000])
})

test('without such a word the pauses grow', async () => {
  const { embedder, pauses } = await server((one, count) =>
    count < 3 ? { status: 503, body: {} } : vectorsFor(one),
  )
  await embedder.embed(['clock'])
  expect(pauses).toEqual([500, 1000])
})

test('requests keep the pace that the operator set', async () => {
  const { asked, embedder, pauses } = await server(vectorsFor, { requestsPerMinute: 120 })
  await Promise.all([embedder.embed(Array.from({ length: 130 }, String)), embedder.embed(['clock'])])
  expect(asked).toHaveLength(4)
  expect(pauses).toHaveLength(3)
  expect(pauses.reduce((sum, pause) => sum + pause)).toBeCloseTo(1500)
})

test('who would wait too long for a turn is told so', async () => {
  const { embedder } = await server(vectorsFor, {
    requestsPerMinute: 60,
    timing: { now: () => 0, pause: async () => {} },
  })
  const all = await Promise.allSettled(Array.from({ length: 30 }, () => embedder.embed(['clock'])))
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(9)
})

test('a server that takes fewer texts at once gets fewer', async () => {
  const { asked, embedder } = await server((one) =>
    one.body.input.length > 20 ? { status: 422, body: {} } : vectorsFor(one),
  )
  const texts = Array.from({ length: 100 }, (_, i) => `${i}`)
  expect(await embedder.embed(texts)).toHaveLength(100)
  const before = asked.length
  await embedder.embed(texts.slice(0, 32))
  expect(asked.slice(before).map(({ body }) => body.input.length)).toEqual([16, 16])
})

test('a text that is too long for the model is cut until it fits', async () => {
  const { asked, embedder } = await server((one) =>
    one.body.input.some((text) => text.length > 3000) ? { status: 400, body: {} } : vectorsFor(one),
  )
  const [short, long] = await embedder.embed(['clock', 'clock '.repeat(3000)])
  expect(short).toEqual(long)
  expect(asked.at(-1)?.body.input).toEqual(['clock '.repeat(3000).slice(0, 2000)])
})

test.each<[string, (asked: Asked) => Answer]>([
  ['null in its vector', ({ body }) => ({ body: { data: dataOf(body.input, [null, 1]) } })],
  ['a vector of zeros', ({ body }) => ({ body: { data: dataOf(body.input, [0, 0]) } })],
  ['NaN, which is no JSON', (one) => spoiled(one, ({ body }) => ({ body: withNaN(body.input) }))],
  ['an inner error', (one) => spoiled(one, () => ({ status: 500, body: {} }))],
  [
    'a number beyond all bounds',
    ({ body }) => ({
      body: JSON.stringify({ data: dataOf(body.input, [8e88, 1]) }).replaceAll('8e+88', '8e888'),
    }),
  ],
])('a text for which the server answers %s has no vector, and the others have theirs', async (_, answer) => {
  const { embedder } = await server(answer)
  const texts = ['clock', 'oven', 'poison', 'door', 'lamp']
  const vectors = await embedder.embed(texts)
  expect(vectors.map((vector) => vector !== null)).toEqual([true, true, false, true, true])
})

const dataOf = (texts: string[], spoiledVector: unknown[]) =>
  texts.map((text, index) => ({ index, embedding: text === 'poison' ? spoiledVector : [3, 4] }))

const spoiled = (one: Asked, answer: (one: Asked) => Answer): Answer =>
  one.body.input.includes('poison') ? answer(one) : vectorsFor(one)

const withNaN = (texts: string[]) =>
  JSON.stringify({ data: dataOf(texts, ['NaN', 'NaN']) }).replaceAll('"NaN"', 'NaN')

test.each<[string, Answer]>([
  ['NaN', { body: '{"data":[{"index":0,"embedding":[NaN,NaN]}]}' }],
  ['zeros', { body: { data: [{ index: 0, embedding: [0, 0] }] } }],
  ['null', { body: { data: [{ index: 0, embedding: [null, null] }] } }],
  ['infinity', { body: '{"data":[{"index":0,"embedding":[1e999,1]}]}' }],
  ['a page', { body: '<html>Sign in</html>' }],
  ['an inner error', { status: 500, body: {} }],
  ['the same index twice', { body: { data: [0, 0].map((index) => ({ index, embedding: [1] })) } }],
  ['an empty vector', { body: { data: [{ index: 0, embedding: [] }] } }],
])('a server that answers %s for everything is unavailable', async (_, answer) => {
  const { embedder } = await server(() => answer)
  await refusal(embedder.ready())
  await refusal(embedder.embed(['clock']))
})

test('a server that stays silent is given up in time, and then left alone for a while', async () => {
  const { asked, abandoned, embedder } = await server(() => 'silence', { patience: 30 })
  expect((await refusal(embedder.embed(['clock']))).message).toContain('did not answer in time')
  await abandoned
  expect((await refusal(embedder.embed(['oven']))).message).toContain('in 15 s')
  expect(asked).toHaveLength(1)
})

test('closing ends what is under way, at the server too', async () => {
  const { asked, abandoned, embedder } = await server(() => 'silence')
  const refused = refusal(embedder.embed(['clock']))
  await expect.poll(() => asked.length).toBe(1)
  await embedder.close()
  expect((await refused).message).toContain('stops')
  await abandoned
  await refusal(embedder.embed(['clock']))
})

test('the model is called by its dimensions and version too', async () => {
  const { embedder } = await server(vectorsFor, { version: '2026-11' })
  expect(() => embedder.model).toThrow(EmbedderUnavailable)
  await embedder.ready()
  expect(embedder.model).toBe('some-model@2.2026-11')
})

test('a wait of an hour is not waited', async () => {
  const { asked, embedder } = await server(() => ({
    status: 429,
    headers: { 'retry-after': '3600' },
    body: {},
  }))
  await refusal(embedder.embed(['clock']))
  expect(asked).toHaveLength(1)
})

test('vectors of another length than before are refused', async () => {
  const { embedder } = await server((one, count) =>
    count === 1 ? vectorsFor(one) : { body: { data: [{ index: 0, embedding: [1, 2, 3] }] } },
  )
  await embedder.ready()
  expect((await refusal(embedder.embed(['clock']))).message).toContain('3 dimensions')
})

test.each([
  ['fewer vectors than texts', { data: [{ index: 0, embedding: [1] }] }],
  ['an index out of range', { data: [0, 5].map((index) => ({ index, embedding: [1] })) }],
  ['no list', { data: 'none' }],
  ['numbers in quotes', { data: [0, 1].map((index) => ({ index, embedding: ['1'] })) }],
])('%s: refused', async (_, body) => {
  const { embedder } = await server(() => ({ body }))
  await refusal(embedder.embed(['clock', 'oven']))
})

test('nobody listening: unavailable', async () => {
  const embedder = new OpenAiEmbedder({
    url: 'http://127.0.0.1:1/v1',
    model: 'some-model',
    apiKey,
    ...passingTime(),
  })
  await refusal(embedder.ready())
  expect(() => embedder.dimensions).toThrow(EmbedderUnavailable)
})
