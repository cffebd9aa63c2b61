import type { TicketObstacle } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventMap } from '../platform/events.ts'
import { sendClearJob } from './clear-left-issues.ts'
import { moveTicket } from './move-ticket.ts'
import { obstructTicket } from './obstruct-ticket.ts'
import { scheduleRefresh } from './schedule-refresh.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

/** What concerns one ticket alone does not go with what was in the way of its repository. */
const ofTicketAlone: TicketObstacle[] = ['REFUSED', 'TOO_MANY_CHANGES']

/** What came into the way of a repository, or went, is true of all its tickets; so is who can read it. */
export async function followRepository(
  deps: Deps,
  transaction: Transaction,
  { organizationId, repositoryId, obstacle, isPrivate }: EventMap['repository.changed'],
): Promise<void> {
  const here = { organizationId, repositoryId }
  if (obstacle.is !== null && obstacle.is !== obstacle.was) {
    const { detail } = await transaction.repository.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id: repositoryId } },
    })
    const held = await transaction.ticket.findMany({
      where: {
        ...here,
        OR: [
          { state: { in: ['QUEUED', 'OPEN'] } },
          { state: { in: ['PAUSED', 'BLOCKED'] }, obstacle: { notIn: ofTicketAlone } },
        ],
      },
    })
    for (const ticket of held) await obstructTicket(deps, transaction, ticket, obstacle.is, detail)
  }
  if (obstacle.is === null && obstacle.was !== null) {
    const freed = await transaction.ticket.findMany({
      where: { ...here, state: { in: ['PAUSED', 'BLOCKED'] }, obstacle: { notIn: ofTicketAlone } },
    })
    for (const ticket of freed) {
      if (ticket.number !== null) await sendFollowJob(deps, transaction, ticket, { sender: null })
      else if (await moveTicket(deps, transaction, ticket, 'QUEUED', { obstacle: null, detail: null }))
        await sendWriteJob(deps, transaction, ticket)
    }
  }
  // At once: what only some people might read must not stay where all can.
  if (isPrivate.was !== null && isPrivate.is !== isPrivate.was) {
    const shown = await transaction.ticket.findMany({
      where: {
        ...here,
        OR: [{ state: { in: ['OPEN', 'CLOSED'] } }, { state: 'PAUSED', obstacle: 'TOO_MANY_CHANGES' }],
      },
    })
    for (const ticket of shown) await scheduleRefresh(deps, transaction, ticket, 'at_once')
  }
  if (obstacle.is === null && isPrivate.is === false) await sendClearJob(deps, transaction, here)
}
