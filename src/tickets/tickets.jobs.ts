import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
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

async function resumeTickets(deps: Deps): Promise<void> {
  if (deps.github === null) return
  const waiting = await deps.database.prisma.ticket.findMany({
    where: {
      state: { in: ['QUEUED', 'SENDING', 'UNKNOWN', 'BLOCKED', 'OPEN'] },
      OR: [{ dueAt: { lte: deps.clock.now() } }, { dueAt: null, state: { not: 'OPEN' } }],
    },
    select: { organizationId: true, id: true, repository: true },
  })
  for (const ticket of waiting) {
    await inTransaction(deps.database, (transaction) => sendWriteJob(deps, transaction, ticket))
  }
}

/** Has the living block edited once the interval since the last edit is over; asked twice, it is edited once. */
async function scheduleRefresh(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
) {
  const ticket = await transaction.ticket.findFirst({
    where: { organizationId, problemId, state: 'OPEN', dueAt: null },
  })
  if (ticket === null) return
  const written = ticket.bodyWrittenAt?.getTime() ?? 0
  const dueAt = new Date(Math.max(deps.clock.now().getTime(), written + deps.ticketing.bodyIntervalMs))
  await transaction.ticket.update({
    where: { organizationId_id: { organizationId, id: ticket.id } },
    data: { dueAt },
  })
  await sendWriteJob(deps, transaction, ticket, dueAt)
}

/** What agents are told, and whether it helped, stands on the ticket too. */
async function refreshForGuidance(
  deps: Deps,
  transaction: Transaction,
  { organizationId, problemId }: { organizationId: string; problemId: string | null },
): Promise<void> {
  if (problemId !== null) await scheduleRefresh(deps, transaction, organizationId, problemId)
}

export const ticketHandlers: EventHandler[] = [
  {
    event: 'problem.recurring',
    handle: (deps, transaction, { organizationId, problemId }) =>
      queueTicket(deps, transaction, organizationId, problemId, false),
  },
  {
    event: 'problem.counted',
    handle: async (deps, transaction, { organizationId, problemId, status }) => {
      if (status !== 'CANDIDATE') await scheduleRefresh(deps, transaction, organizationId, problemId)
    },
  },
  {
    event: 'product.changed',
    handle: async (deps, transaction, { organizationId, productId }) => {
      const waiting = await transaction.problem.findMany({
        where: {
          organizationId,
          productId,
          status: { not: 'CANDIDATE' },
          OR: [{ ticket: null }, { ticket: { state: { in: ['PROPOSED', 'QUEUED', 'BLOCKED'] } } }],
        },
        select: { id: true },
      })
      for (const { id } of waiting) await queueTicket(deps, transaction, organizationId, id, false)
    },
  },
  { event: 'guidance.changed', handle: refreshForGuidance },
  { event: 'guidance.judged', handle: refreshForGuidance },
  { event: 'worker.started', react: resumeTickets },
]
