// A process of its own for measure-webhooks.ts: sends deliveries at a steady rate over connections that stay open, and
// prints how long each took to be acknowledged, from the time that it was to be sent, as JSON.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export type Sending = {
  /** On this machine only. */
  url: string
  /** A JSON file of `Prepared[]`. */
  payloads: string
  perSecond: number
  seconds: number
}

export type Prepared = { event: string; body: string; signature: string }

export type Acknowledged = { milliseconds: number[]; statuses: Record<string, number> }

const [given = ''] = process.argv.slice(2)
const { url, payloads, perSecond, seconds } = JSON.parse(given) as Sending
if (new URL(url).hostname !== '127.0.0.1') throw new Error('only this machine is loaded')
const prepared = JSON.parse(readFileSync(payloads, 'utf8')) as Prepared[]
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const acknowledged: Acknowledged = { milliseconds: [], statuses: {} }

const send = ({ event, body, signature }: Prepared) =>
  new Promise<string>((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': signature,
    }
    request(url, { method: 'POST', agent, headers, timeout: 10_000 }, (response) => {
      response.resume().once('end', () => resolve(String(response.statusCode)))
    })
      .once('error', () => resolve('failed'))
      .end(body)
  })

const sendOne = async (nth: number, dueAt: number) => {
  const one = prepared[nth % prepared.length]
  if (one === undefined) return
  const status = await send(one)
  acknowledged.milliseconds.push(performance.now() - dueAt)
  acknowledged.statuses[status] = (acknowledged.statuses[status] ?? 0) + 1
}

const started = performance.now()
const under: Promise<void>[] = []
for (let nth = 0; nth < perSecond * seconds; nth++) {
  const dueAt = started + (nth * 1_000) / perSecond
  if (dueAt > performance.now()) await setTimeout(dueAt - performance.now())
  under.push(sendOne(nth, dueAt))
}
await Promise.all(under)
agent.destroy()
console.log(JSON.stringify(acknowledged))
