import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import { nodeId } from './node-id.ts'
import type { Presenter } from './present-github.ts'
import type { StandInEvent } from './stand-in-event.ts'

export type Delivery = {
  /** The same for every attempt, as with GitHub. */
  guid: string
  event: string
  /** Null for events that have none, such as `push`. */
  action: string | null
  payload: Record<string, unknown>
  /** One entry an attempt: the HTTP status, or `failed` when nobody answered. */
  answers: (number | 'failed')[]
  /** Sends it once more (or for the first time, when it was held back). */
  redeliver(): Promise<number | 'failed'>
}

export type Deliveries = {
  all: Delivery[]
  /** Where webhooks go. What happens before this is called is told to nobody, unless it is held back. */
  sendTo(url: string, secret: string): void
  /** From now on deliveries are only recorded, until release() sends them in the order given. */
  hold(): void
  release(order?: (held: Delivery[]) => Delivery[]): Promise<void>
  /** In the order given. A suspended or uninstalled App is not told. */
  emit(events: StandInEvent[]): Promise<Delivery[]>
  /** Resolves when every attempt under way has its answer. */
  settled(): Promise<void>
}

// GitHub's own limit for an answer.
const answerWithinMs = 10_000

export function openDeliveries(
  presenter: Presenter,
  check: (event: string, action: string | null, payload: unknown) => void,
): Deliveries {
  const all: Delivery[] = []
  const underWay = new Set<Promise<unknown>>()
  let target: { url: string; secret: string } | undefined
  let held: Delivery[] | undefined

  const post = async (delivery: Delivery, body: string): Promise<number | 'failed'> => {
    if (target === undefined)
      throw new Error('The stand-in has no webhook address; call sendWebhooksTo first.')
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/stand-in',
          'x-github-delivery': delivery.guid,
          'x-github-event': delivery.event,
          'x-github-hook-id': '1',
          'x-hub-signature-256': await sign(target.secret, body),
        },
        signal: AbortSignal.timeout(answerWithinMs),
      })
      await response.arrayBuffer()
      return response.status
    } catch {
      return 'failed'
    }
  }

  const record = (event: StandInEvent): Delivery => {
    // Printed now: a delivery tells how things were, however late it arrives.
    const body = JSON.stringify(payloadOf(presenter, event))
    const delivery: Delivery = {
      guid: randomUUID(),
      event: event.event,
      action: event.action,
      payload: JSON.parse(body),
      answers: [],
      redeliver() {
        if (delivery.answers.length === 0) check(delivery.event, delivery.action, delivery.payload)
        const attempt = post(delivery, body)
          .then((answer) => {
            delivery.answers.push(answer)
            return answer
          })
          .finally(() => underWay.delete(attempt))
        underWay.add(attempt)
        return attempt
      },
    }
    all.push(delivery)
    return delivery
  }

  return {
    all,
    sendTo: (url, secret) => {
      target = { url, secret }
    },
    hold: () => {
      held ??= []
    },
    async release(order = (waiting) => waiting) {
      const waiting = held ?? []
      held = undefined
      await inOrder(order(waiting))
    },
    async emit(events) {
      if (target === undefined && held === undefined) return []
      const recorded = events.filter(isHeard).map(record)
      if (held !== undefined) held.push(...recorded)
      else {
        const sending = inOrder(recorded).finally(() => underWay.delete(sending))
        underWay.add(sending)
        await sending
      }
      return recorded
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

async function inOrder(deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) await delivery.redeliver()
}

function isHeard({ event, repository }: StandInEvent): boolean {
  return event === 'installation' || !repository.silent
}

function payloadOf(presenter: Presenter, { action, repository, sender, about }: StandInEvent) {
  const { installation } = repository
  return {
    ...(action !== null && { action }),
    repository: presenter.repository(repository),
    sender: presenter.user(sender),
    ...(installation && {
      installation: { id: installation.id, node_id: nodeId('IN', installation.id) },
    }),
    ...about(presenter),
  }
}
