import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { OpenAiEmbedder } from '../../src/embedding/openai-embedder.ts'

interface Asked {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: { model: string; input: string[] }
}
type Answer = { status?: number; headers?: Record<string, string>; body: unknown }

const apiKey = 'sk-very-secret'

async function server(
  answer: (asked: Asked, count: number) => Answer,
  options: { path?: string; timeout?: number } = {},
) {
  const asked: Asked[] = []
  const http = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const one = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(text),
    }
    asked.push(one)
    const { status = 200, headers = {}, body } = answer(one, asked.length)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const { port } = http.address() as AddressInfo
  const url = `http://127.0.0.1:${port}${options.path ?? '/v1'}`
  return { asked, embedder: new OpenAiEmbedder({ url, model: 'some-model', apiKey, backoff: 1, ...options }) }
}

/** Two numbers that tell the texts apart, in reverse order as the API allows. */
function vectorsFor({ body }: Asked): Answer {
  const data = body.input.map((text, index) => ({ index, embedding: [3 * text.length, 4 * text.length] }))
  return { body: { data: data.reverse() } }
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
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    expect((vector[0] as number) / (vector[1] as number)).toBeCloseTo(i, 2)
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
    backoff: 1,
  })
  await refusal(embedder.ready())
  expect(() => embedder.dimensions).toThrow(EmbedderUnavailable)
})
