import { expect, onTestFinished, test } from 'vitest'
import { ChatNamer } from '../../src/naming/chat-namer.ts'
import { NamerMisunderstood, NamerUnavailable } from '../../src/naming/namer.ts'
import { type Asked, apiKey, type Reply, says, startChatServer } from './start-chat-server.ts'

const question = { language: 'tr', terms: ['saat'], texts: ['Saat yanıp sönüyor', 'Saat ayarlanmıyor'] }
const name = { title: 'Saat ayarlanamıyor', summary: 'Elektrik kesintisinden sonra saat yanıp sönüyor.' }

async function server(reply: (asked: Asked, count: number) => Reply) {
  const started = await startChatServer(reply)
  onTestFinished(() => started.close())
  return started
}

async function refusal(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof Error)) throw new Error(`Not refused: ${error}`)
  expect(`${error.message} ${error.stack} ${JSON.stringify(error.cause)}`).not.toContain(apiKey)
  return error
}

test('the model is asked in the language of the texts, and the texts are data', async () => {
  const { asked, namer } = await server(() => says(name))
  expect(await namer.suggest(question)).toEqual(name)
  expect(asked).toMatchObject([
    { path: '/v1/chat/completions', authorization: `Bearer ${apiKey}`, body: { model: 'some-model' } },
  ])
  const [system, user] = asked[0]?.body.messages ?? []
  expect(system?.content).toContain('Write both in Turkish')
  expect(JSON.parse(user?.content ?? '')).toEqual({ words: ['saat'], texts: question.texts })
})

test('the address may be given in full', async () => {
  const { asked, url } = await server(() => says(name))
  await new ChatNamer({ url: `${url}/chat/completions/`, model: 'm' }).suggest(question)
  expect(asked).toMatchObject([{ path: '/v1/chat/completions', authorization: undefined }])
})

test('JSON in a fence is taken, words around it are not', async () => {
  const { namer } = await server((_, count) => {
    const json = JSON.stringify(name)
    return { says: count === 1 ? `\`\`\`json\n${json}\n\`\`\`` : `Sure, here you go: ${json}` }
  })
  expect(await namer.suggest(question)).toEqual(name)
  expect(await refusal(namer.suggest(question))).toBeInstanceOf(NamerMisunderstood)
})

test.each<[string, Reply]>([
  ['nonsense', { says: 'The clock, I think' }],
  ['no JSON at all', { body: '<html>' }],
  ['another shape', { body: '{"error":"sk-very-secret"}' }],
  ['an empty title', says({ ...name, title: '  ' })],
  ['no summary', says({ title: 'A title' })],
  ['more than was asked for', says({ ...name, note: 'see https://evil.example' })],
  ['a title that is too long', says({ ...name, title: 'long '.repeat(40) })],
  ['a summary that is too long', says({ ...name, summary: 'long '.repeat(200) })],
])('%s is refused, and not asked for again', async (_, reply) => {
  const { asked, namer } = await server(() => reply)
  expect(await refusal(namer.suggest(question))).toBeInstanceOf(NamerMisunderstood)
  expect(asked).toHaveLength(1)
})

test.each<[string, Reply, number]>([
  ['too slow', 'hangs', 3],
  ['overloaded', { status: 429 }, 3],
  ['broken', { status: 500 }, 3],
  ['out of patience', { status: 429, headers: { 'retry-after': '3600' } }, 1],
  ['closed to us', { status: 401 }, 1],
  ['moved elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 3],
  ['endless', { body: ' '.repeat(100_000) }, 3],
])('a server that is %s is unavailable', async (_, reply, requests) => {
  const { asked, url } = await server(() => reply)
  const timeout = reply === 'hangs' ? 50 : 5_000
  const namer = new ChatNamer({ url, model: 'm', apiKey, backoff: 1, timeout })
  expect(await refusal(namer.suggest(question))).toBeInstanceOf(NamerUnavailable)
  expect(asked.length).toBeLessThanOrEqual(requests)
})

test('a server that is down is unavailable', async () => {
  const { namer, close } = await startChatServer(() => says(name))
  close()
  expect(await refusal(namer.suggest(question))).toBeInstanceOf(NamerUnavailable)
})

test('a server that comes back answers', async () => {
  const { namer } = await server((_, count) => (count < 3 ? { status: 503 } : says(name)))
  expect(await namer.suggest(question)).toEqual(name)
})

test('a server that does not know an option is asked without', async () => {
  const { asked, namer } = await server(({ body }) => (body.response_format ? { status: 400 } : says(name)))
  expect(await namer.suggest(question)).toEqual(name)
  expect(await namer.suggest(question)).toEqual(name)
  expect(asked.map(({ body }) => body.response_format !== undefined)).toEqual([true, false, false])
})
