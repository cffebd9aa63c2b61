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
  const events = eventsOf(response.body as ReadableStream<Uint8Array>)
  return {
    async next() {
      const { value, done } = await events.next()
      if (done) throw new Error('the stream has ended')
      return JSON.parse(value)
    },
    close: () => gone.abort(),
  }
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: ?(.*)$/m.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      if (data) yield data
    }
  }
}
