import { readEvents } from '../../src/entrypoints/demo/read-events.ts'

/** What one subscription has been told, over a connection of its own. */
export type Subscription = {
  /** The next event's `data` as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: its shape is that of a query in a test
  next(): Promise<any>
  close(): void
}

/** Subscribes over server-sent events, as a browser does. Resolves when the server has begun to answer. */
export async function subscribe(
  url: string,
  key: string,
  query: string,
  variables: object = {},
): Promise<Subscription> {
  const gone = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify({ query, variables }),
    signal: gone.signal,
  })
  // Held from now on: a body that nobody reads yet is cancelled when its response is garbage collected.
  const held = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TransformStream())
  const events = readEvents(held)[Symbol.asyncIterator]()
  return {
    async next() {
      const { value, done } = await events.next()
      if (done || value.event !== 'next') throw new Error('the stream has ended')
      return JSON.parse(value.data)
    },
    close: () => gone.abort(),
  }
}
