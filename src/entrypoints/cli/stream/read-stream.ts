import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Channel } from '../../../platform/database/generated/prisma/client.ts'
import { CommandRefused } from '../usage-error.ts'

const line = z.object({
  id: z.string(),
  ts: z.string(),
  text: z.string(),
  lang: z.string().optional(),
  customer: z.string().optional(),
  channel: z.string().optional(),
  product: z.string().optional(),
})

export type StreamLine = z.output<typeof line>

/** A stream is measured as a whole: a line that can't be read ends it. @throws CommandRefused */
export async function readStream(path: string): Promise<StreamLine[]> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new CommandRefused(`${path} can't be read: ${cause.message}.`, { cause })
  })
  return text.split('\n').flatMap((content, at) => (content.trim() === '' ? [] : [readLine(content, at + 1)]))
}

function readLine(content: string, number: number): StreamLine {
  try {
    return line.parse(JSON.parse(content))
  } catch (cause) {
    throw new CommandRefused(
      `Line ${number} is not {"id", "ts", "text", "lang"?, "customer"?, "channel"?, "product"?}.`,
      { cause },
    )
  }
}

const channels = new Map<string, Channel>([
  ['chat', 'CHAT'],
  ['email', 'EMAIL'],
  ['phone', 'PHONE'],
  ['agent-note', 'AGENT_NOTE'],
  ['form', 'FORM'],
  ['store', 'STORE'],
  ['social', 'SOCIAL'],
])

/** The same as the API takes it. */
export const toReport = ({ id, ts, text, lang, customer, channel, product }: StreamLine) => ({
  text,
  externalId: id,
  occurredAt: ts,
  channel: channels.get(channel ?? '') ?? ('OTHER' as const),
  ...(lang === undefined ? {} : { language: lang }),
  ...(customer === undefined ? {} : { customer: { externalId: customer } }),
  ...(product === undefined ? {} : { product }),
})
