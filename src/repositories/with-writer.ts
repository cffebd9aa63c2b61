import { setTimeout } from 'node:timers/promises'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { type Wait, waitOf } from './rest-repository.ts'

const minute = 60_000
const hour = 60 * minute
/** A longer wait is not slept through with a job in hand. */
const longestNap = 5_000
/** A turn reads and writes, and may have to sign in first. */
const requestsInTurn = 3
/** What a writer that died leaves behind ends so long after its last request must have. */
const graceMs = 5_000

/**
 * Runs `write` as the only writer of a repository on any node, at its pace and within its budget: at most one write
 * in `writeIntervalMs`, `hourlyBudget` in an hour and a fifteenth of that in a minute.
 * @returns null where it ran; else when to ask again, with nothing done
 */
export async function withWriter(
  deps: Deps,
  { organizationId, id }: Pick<Repository, 'organizationId' | 'id'>,
  write: () => Promise<void>,
): Promise<Wait | null> {
  const where = { organizationId_id: { organizationId, id } }
  const turn = await takeTurn(deps, organizationId, id)
  if ('until' in turn) return turn
  try {
    if (turn.nap > 0) await setTimeout(turn.nap)
    await write()
  } finally {
    await deps.database.prisma.repository.updateMany({
      where: { ...where.organizationId_id, writerUntil: turn.writerUntil },
      data: { writerUntil: null },
    })
  }
  return null
}

type Turn = { nap: number; writerUntil: Date }

const takeTurn = (deps: Deps, organizationId: string, id: string): Promise<Turn | Wait> =>
  inTransaction(deps.database, async (transaction) => {
    await transaction.$queryRaw`
      SELECT id FROM repositories WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`
    const repository = await transaction.repository.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
    })
    const { timeoutMs, writeIntervalMs } = deps.timing
    const now = deps.clock.now()
    const later = (milliseconds: number) => new Date(now.getTime() + milliseconds)
    const resting = waitOf(repository, now)
    if (resting !== null) return resting
    if (repository.writerUntil !== null && repository.writerUntil > now) {
      return { until: later(Math.max(writeIntervalMs, 1_000)), reason: 'Another write there is under way.' }
    }
    const times = await recentWrites(transaction, repository, now)
    const over = waitForBudget(deps, times, now)
    if (over !== null) {
      deps.counters.limits.inc({ by: 'budget' })
      return over
    }
    const nap = Math.max(0, (times[0] ?? 0) + writeIntervalMs - now.getTime())
    if (nap > longestNap) return { until: later(nap), reason: 'We wait between two writes.' }
    const writerUntil = later(nap + timeoutMs * requestsInTurn + graceMs)
    await transaction.repository.update({
      where: { organizationId_id: { organizationId, id } },
      data: { writerUntil },
    })
    await transaction.repositoryWrite.create({
      data: { organizationId, id: deps.ids.next(), repositoryId: id, writtenAt: later(nap) },
    })
    return { nap, writerUntil }
  })

/** When there is budget again, null for now: for whoever would ask GitHub first, only to wait then. */
export async function budgetOf(deps: Deps, repository: Repository): Promise<Wait | null> {
  const now = deps.clock.now()
  return waitForBudget(deps, await recentWrites(deps.database.prisma, repository, now), now)
}

/** The times of the writes of the last hour, latest first. */
async function recentWrites(
  { repositoryWrite }: Pick<Transaction, 'repositoryWrite'>,
  { organizationId, id }: Repository,
  now: Date,
): Promise<number[]> {
  const written = await repositoryWrite.findMany({
    where: { organizationId, repositoryId: id, writtenAt: { gt: new Date(now.getTime() - hour) } },
    select: { writtenAt: true },
    orderBy: { writtenAt: 'desc' },
  })
  return written.map(({ writtenAt }) => writtenAt.getTime())
}

function waitForBudget({ timing }: Deps, times: number[], now: Date): Wait | null {
  const over = overBudget(times, now.getTime(), timing.hourlyBudget)
  const reason = 'We have written there as often as our budget allows.'
  return over === null ? null : { until: new Date(over), reason }
}

/** @param times of the writes of the last hour, latest first @returns when the next one fits, null for now */
function overBudget(times: number[], now: number, hourly: number): number | null {
  const perMinute = Math.max(1, Math.ceil(hourly / 15))
  const thisMinute = times.filter((time) => time > now - minute)
  const blocking = [
    thisMinute.length >= perMinute ? (thisMinute[perMinute - 1] ?? now) + minute : null,
    times.length >= hourly ? (times[hourly - 1] ?? now) + hour : null,
  ].filter((time) => time !== null)
  return blocking.length === 0 ? null : Math.max(...blocking)
}
