import type { ServerResponse } from 'node:http'

export function answerJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return
  const text = JSON.stringify(body)
  // What was not read of a refused request is not waited for.
  const headers = status >= 400 ? { connection: 'close' } : {}
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}
