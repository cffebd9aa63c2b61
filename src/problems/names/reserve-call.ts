import { inTransaction, type Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'

/** How often an organization asks the model, whatever happens to its problems. */
export const callLimits = [
  { calls: 6, withinMs: 60_000 },
  { calls: 60, withinMs: 3_600_000 },
] as const
/** An answer is used again for so long. */
const keptMs = 90 * 86_400_000
/** A model that is down is asked the same again so often, each time after twice as long: for about two days. */
export const mostTries = 10
const firstPauseMs = 5 * 60_000

type Reserved =
  | { callId: string; againAfter: Date | null }
  | { known: { title: string; summary: string } | null }
  | { again: Date }

/** The answer to the same question, null where it had none; or leave to ask now; or when to come back. */
export const reserveCall = (deps: Deps, organizationId: string, question: string): Promise<Reserved> =>
  inTransaction(deps.database, async (transaction) => {
    // Two nodes that count at once would both see room.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`naming ${organizationId}`}, 0))`
    const now = deps.clock.now()
    await transaction.namingCall.deleteMany({
      where: { organizationId, askedAt: { lt: new Date(now.getTime() - keptMs) } },
    })
    const earlier = await transaction.namingCall.findMany({
      where: { organizationId, question },
      orderBy: { id: 'desc' },
      take: mostTries,
    })
    const answered = earlier.find(({ outcome }) => outcome === 'ANSWERED')
    if (answered) return { known: { title: answered.title ?? '', summary: answered.summary ?? '' } }
    if (earlier.length >= mostTries || earlier.some(({ outcome }) => outcome === 'REFUSED')) {
      return { known: null }
    }
    const [latest] = earlier
    const rested = latest ? latest.askedAt.getTime() + pauseAfter(earlier.length) : 0
    if (rested > now.getTime()) return { again: new Date(rested) }
    const again = await freeFrom(transaction, organizationId, now)
    if (again !== null) return { again }

    const callId = deps.ids.next()
    await transaction.namingCall.create({
      data: { organizationId, id: callId, question, outcome: 'ASKED', askedAt: now },
    })
    const tries = earlier.length + 1
    return { callId, againAfter: tries < mostTries ? new Date(now.getTime() + pauseAfter(tries)) : null }
  })

const pauseAfter = (tries: number): number => firstPauseMs * 2 ** (tries - 1)

/** When the oldest call leaves a window that is full; null: there is room. */
async function freeFrom(transaction: Transaction, organizationId: string, now: Date): Promise<Date | null> {
  for (const { calls, withinMs } of [...callLimits].reverse()) {
    const since = new Date(now.getTime() - withinMs)
    const oldest = await transaction.namingCall.findFirst({
      where: { organizationId, askedAt: { gt: since } },
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      skip: calls - 1,
    })
    if (oldest !== null) return new Date(oldest.askedAt.getTime() + withinMs)
  }
  return null
}
