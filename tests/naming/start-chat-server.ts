import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ChatNamer } from '../../src/naming/chat-namer.ts'

export const apiKey = 'sk-very-secret'

export type Asked = {
  path: string
  authorization: string | undefined
  body: { model: string; messages: { role: string; content: string }[]; response_format?: object }
}
/** What the server does: says this content, answers another status or body, or keeps the caller waiting. */
export type Reply =
  | { says: string }
  | { status: number; headers?: Record<string, string> }
  | { body: string }
  | 'hangs'

export const says = (name: object): Reply => ({ says: JSON.stringify(name) })

/** A chat API at the edge of the network; `reply` may be set anew at any time. */
export async function startChatServer(reply: (asked: Asked, count: number) => Reply) {
  const server = { asked: [] as Asked[], reply }
  const http = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { url: path = '', headers } = request
    server.asked.push({ path, authorization: headers.authorization, body: JSON.parse(text) })
    const answer = server.reply(server.asked.at(-1) as Asked, server.asked.length)
    if (answer === 'hangs') return
    const status = 'status' in answer ? answer.status : 200
    const content = 'says' in answer ? answer.says : ''
    const body = 'body' in answer ? answer.body : JSON.stringify({ choices: [{ message: { content } }] })
    const more = 'headers' in answer ? answer.headers : {}
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end(body)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/v1`
  return Object.assign(server, {
    url,
    namer: new ChatNamer({ url, model: 'some-model', apiKey, backoff: 1, timeout: 5_000 }),
    close() {
      http.closeAllConnections()
      http.close()
    },
  })
}
