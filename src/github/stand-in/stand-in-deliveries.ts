import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import type { Presenter } from './present-github.ts'
import { nodeId } from './present-github.ts'
import type { StandInEvent } from './stand-in-types.ts'

export type Delivery = {
  /** The same for every attempt, as with GitHub. */
  guid: string
  event: string
  action: string
  payload: Record<string, unknown>
  /** One entry an attempt: the HTTP status, or `failed` when nobody answered. */
  answers: (number | 'failed')[]
  /** Sends it once more (or for the first time, when it was held back). */
  redeliver(): Promise<number | 'failed'>
}

export type Deliveries = {
  all: Delivery[]
  /** Where webhooks go; none are sent before this is called. */
  sendTo(url: string, secret: string): void
  /** From now on deliveries are only recorded, until release() sends them in the order given. */
  hold(): void
  release(order?: (held: Delivery[]) => Delivery[]): Promise<void>
  emit(event: StandInEvent): Promise<Delivery>
  /** Resolves when every attempt under way has its answer. */
  settled(): Promise<void>
}

// GitHub's own limit for an answer.
const answerWithinMs = 10_000

export function openDeliveries(
  presenter: Presenter,
  check: (event: string, action: string, payload: unknown) => void,
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
      for (const delivery of order(waiting)) await delivery.redeliver()
    },
    async emit(event) {
      const delivery = record(event)
      if (held !== undefined) held.push(delivery)
      else if (target !== undefined) await delivery.redeliver()
      return delivery
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function payloadOf(
  presenter: Presenter,
  { action, repository, issue, comment, changes, sender }: StandInEvent,
) {
  const { installationId } = repository
  return {
    action,
    issue: presenter.issue(repository, issue),
    ...(comment && { comment: presenter.comment(repository, issue, comment) }),
    ...(changes && { changes }),
    repository: presenter.repository(repository),
    sender: presenter.user(sender),
    ...(installationId && {
      installation: { id: installationId, node_id: nodeId('IN', installationId) },
    }),
  }
}
