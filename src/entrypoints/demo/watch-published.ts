import { readEvents } from './read-events.ts'

export type Published = {
  product: { name: string }
  current: { title: string; body: string; number: number; githubLogin: string | null }
}

const subscription = `subscription {
  guidancePublished { product { name } current { title body number githubLogin } }
}`

/**
 * Connects an agent's screen to the service (server-sent events on POST /graphql) and resolves once it
 * is connected: `first` then resolves with the first guidance that arrives.
 */
export async function watchPublished(
  url: string,
  key: string,
): Promise<{ first: Promise<Published>; close: () => void }> {
  const stop = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify({ query: subscription }),
    signal: stop.signal,
  })
  if (!response.ok || response.body === null)
    throw new Error(`The subscription was refused: HTTP ${response.status}`)
  const first = firstPublished(response.body)
  // Whoever waits for it hears of a failure; nobody may be waiting yet.
  first.catch(() => {})
  return { first, close: () => stop.abort() }
}

async function firstPublished(body: AsyncIterable<Uint8Array>): Promise<Published> {
  for await (const { event, data } of readEvents(body)) {
    if (event !== 'next') continue
    const { data: told, errors } = JSON.parse(data)
    if (errors) throw new Error(`The subscription failed: ${errors[0].message}`)
    return told.guidancePublished
  }
  throw new Error('The subscription ended before any guidance came.')
}
