import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: { model: string; input: string[] }
}

/** A string is sent as it stands; 'silence' sends nothing, and waits. */
export type Answer = { status?: number; headers?: Record<string, string>; body: unknown } | 'silence'

/** A small embedding server for one test; `abandoned` settles when a client gives up a request that got silence. */
export async function startEmbeddingServer(answer: (asked: Asked, count: number) => Answer) {
  const asked: Asked[] = []
  let abandon: () => void = () => {}
  const abandoned = new Promise<void>((resolve) => {
    abandon = resolve
  })
  const http = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { url = '', headers } = request
    const one = { path: url, authorization: headers.authorization, body: JSON.parse(text) }
    asked.push(one)
    const given = answer(one, asked.length)
    if (given === 'silence') return void response.once('close', abandon)
    const { status = 200, body } = given
    response
      .writeHead(status, { 'content-type': 'application/json', ...given.headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  return { asked, abandoned, origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}

/** Two numbers that tell the texts apart, in reverse order as the API allows. */
export function vectorsFor({ body }: Asked): Exclude<Answer, 'silence'> {
  const data = body.input.map((text, index) => ({ index, embedding: [3 * text.length, 4 * text.length] }))
  return { body: { data: data.reverse() } }
}
