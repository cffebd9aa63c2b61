export type ServerEvent = { event: string; data: string }

/** The events of a text/event-stream; comments, which only keep it open, are left out. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncIterable<ServerEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => line.split(/: ?(.*)/s))
      const valuesOf = (name: string) => fields.filter(([key]) => key === name).map(([, value = '']) => value)
      const [event] = valuesOf('event')
      if (event !== undefined) yield { event, data: valuesOf('data').join('\n') }
    }
  }
}
