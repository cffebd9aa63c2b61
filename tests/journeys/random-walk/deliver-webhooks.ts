import type { Delivery } from '../../../src/github/stand-in/stand-in-deliveries.ts'
import type { Walk } from './open-walk.ts'

export type Post = {
  /** Takes what GitHub has told since the last time; some of it is lost on the way. */
  collect(lossShare: number): void
  /** Delivers some of what is under way, in whatever order, some of it twice. */
  deliver(): Promise<void>
  deliverAll(): Promise<void>
  readonly underWay: number
}

export function openPost(walk: Walk): Post {
  const { dice, github, contract } = walk
  const waiting: { id: string; delivery: Delivery }[] = []
  let collected = 0

  const deliver = async ({ id, delivery: { event, action, payload } }: (typeof waiting)[number]) => {
    walk.tell(`webhook ${id} ${event}.${action}`)
    await walk.intake.store({ outcome: 'verified', deliveryId: id, event, action, payload })
  }
  return {
    collect(lossShare) {
      for (const delivery of github.deliveries.splice(0)) {
        const { event, action, payload } = delivery
        walk.broken.push(...contract.webhook(event, action, payload))
        collected += 1
        // That an edit was overwritten can be told by its webhook alone: this one GitHub is trusted with.
        const isLost = dice.hits(lossShare) && action !== 'edited'
        if (!isLost) waiting.push({ id: `delivery-${collected}`, delivery })
      }
    },
    async deliver() {
      const count = dice.between(1, 6)
      const inOrder = dice.hits(0.6)
      for (let nth = 0; nth < count && waiting.length > 0; nth++) {
        const [next] = waiting.splice(inOrder ? 0 : dice.int(waiting.length), 1)
        if (next === undefined) return
        await deliver(next)
        if (dice.hits(0.1)) waiting.push(next)
      }
    },
    async deliverAll() {
      for (const next of waiting.splice(0)) await deliver(next)
    },
    get underWay() {
      return waiting.length
    },
  }
}
