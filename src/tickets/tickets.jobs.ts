import { z } from 'zod'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { dropUnsentTicket, followMerge, followUnmerge } from './follow-merge.ts'
import { moveTicket } from './move-ticket.ts'
import { queueTicket } from './queue-ticket.ts'
import { sendWriteJob, writeTicketJob } from './send-write-job.ts'
import { workDelivery, workDeliveryJob } from './work-delivery.ts'
import { writeTicket } from './write-ticket.ts'

/** Picks up tickets that wait: GitHub was off, the repository was blocked, or a process died. */
const resumeTicketsJob = defineJob({
  name: 'resume-tickets',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '*/10 * * * *',
})

export const ticketJobs: JobHandler[] = [
  handleJob(writeTicketJob, (deps, { organizationId, ticketId }) =>
    writeTicket(deps, organizationId, ticketId),
  ),
  handleJob(workDeliveryJob, (deps, { deliveryId }) => workDelivery(deps, deliveryId)),
  handleJob(resumeTicketsJob, resumeTickets),
]

/** Deliveries are kept so long that a redelivery is recognised. */
const deliveriesKeptMs = 30 * 86_400_000

async function resumeTickets(deps: Deps): Promise<void> {
  const expired = new Date(deps.clock.now().getTime() - deliveriesKeptMs)
  await deps.database.prisma.webhookDelivery.deleteMany({ where: { processedAt: { lt: expired } } })
  if (deps.github === null) return
  const waiting = await deps.database.prisma.ticket.findMany({
    where: {
      OR: [
        {
          state: { in: ['SENDING', 'UNKNOWN', 'BLOCKED', 'OPEN', 'CLOSED'] },
          dueAt: { lte: deps.clock.now() },
        },
        { state: 'QUEUED', OR: [{ dueAt: null }, { dueAt: { lte: deps.clock.now() } }] },
      ],
    },
    select: { organizationId: true, id: true, repository: true },
  })
  for (const ticket of waiting) {
    await inTransaction(deps.database, (transaction) => sendWriteJob(deps, transaction, ticket))
  }
}

/**
 * Has the living block edited once the interval since the last edit is over; asked twice, it is edited once.
 * A time in the past belongs to an edit under way, which may have read the counts already: it is asked for anew.
 */
async function scheduleRefresh(deps: Deps, transaction: Transaction, ticket: Ticket): Promise<void> {
  const now = deps.clock.now()
  if (ticket.state !== 'OPEN' || (ticket.dueAt !== null && ticket.dueAt > now)) return
  const written = ticket.bodyWrittenAt?.getTime() ?? 0
  const dueAt = new Date(Math.max(now.getTime(), written + deps.ticketing.bodyIntervalMs))
  if (await moveTicket(deps, transaction, ticket, 'OPEN', { dueAt })) {
    await sendWriteJob(deps, transaction, ticket, dueAt)
  }
}

const findTicket = (transaction: Transaction, organizationId: string, problemId: string) =>
  transaction.ticket.findUnique({ where: { organizationId_problemId: { organizationId, problemId } } })

/** What agents are told, and whether it helped, stands on the ticket too. */
async function refreshForGuidance(
  deps: Deps,
  transaction: Transaction,
  { organizationId, problemId }: { organizationId: string; problemId: string | null },
): Promise<void> {
  const ticket = problemId === null ? null : await findTicket(transaction, organizationId, problemId)
  if (ticket !== null) await scheduleRefresh(deps, transaction, ticket)
}

export const ticketHandlers: EventHandler[] = [
  {
    event: 'problem.recurring',
    handle: (deps, transaction, { organizationId, problemId }) =>
      queueTicket(deps, transaction, organizationId, problemId, false),
  },
  {
    event: 'problem.counted',
    handle: async (deps, transaction, { organizationId, problemId, recurring }) => {
      if (!recurring) return
      const ticket = await findTicket(transaction, organizationId, problemId)
      // Without one, its product may just have become known, or have got a repository.
      if (ticket === null) await queueTicket(deps, transaction, organizationId, problemId, false)
      else await scheduleRefresh(deps, transaction, ticket)
    },
  },
  {
    event: 'product.changed',
    handle: async (deps, transaction, { organizationId, productId }) => {
      const waiting = await transaction.problem.findMany({
        where: {
          organizationId,
          productId,
          recurringSince: { not: null },
          OR: [{ ticket: null }, { ticket: { state: { in: ['PROPOSED', 'QUEUED', 'BLOCKED'] } } }],
        },
        select: { id: true },
      })
      for (const { id } of waiting) await queueTicket(deps, transaction, organizationId, id, false)
    },
  },
  { event: 'problem.merged', handle: followMerge },
  { event: 'problem.unmerged', handle: followUnmerge },
  { event: 'problem.doubted', handle: dropUnsentTicket },
  { event: 'guidance.changed', handle: refreshForGuidance },
  { event: 'guidance.judged', handle: refreshForGuidance },
  { event: 'worker.started', react: resumeTickets },
]
