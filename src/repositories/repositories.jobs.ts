import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { lookAtRepository } from './look-at-repository.ts'
import { sendCommentJob, writeCommentJob } from './queue-comment.ts'
import { workDeliveriesJob } from './receive-deliveries.ts'
import { reconcileRepository, reconcileRepositoryJob, sendReconcileJob } from './reconcile-repository.ts'
import { lookAtRepositoryJob } from './send-look-job.ts'
import { workDeliveries } from './work-deliveries.ts'
import { writeComment } from './write-comment.ts'

/** Picks up what waits: GitHub was off, a repository was obstructed, or a process died. */
const resumeRepositoriesJob = defineJob({
  name: 'resume-repositories',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '* * * * *',
})

export const repositoryJobs: JobHandler[] = [
  handleJob(workDeliveriesJob, (deps) => workDeliveries(deps)),
  handleJob(lookAtRepositoryJob, look),
  handleJob(reconcileRepositoryJob, (deps, { organizationId, repositoryId }) =>
    reconcileRepository(deps, organizationId, repositoryId),
  ),
  handleJob(writeCommentJob, (deps, { organizationId, commentId }) =>
    writeComment(deps, organizationId, commentId),
  ),
  handleJob(resumeRepositoriesJob, resume),
]

export const repositoryHandlers: EventHandler[] = [
  {
    event: 'repository.changed',
    async handle(deps, transaction, { organizationId, repositoryId, obstacle }) {
      if (obstacle.is !== null) return
      const waiting = await transaction.outgoingComment.findMany({
        where: { organizationId, repositoryId, dueAt: { not: null }, state: { not: 'DROPPED' } },
      })
      for (const comment of waiting) await sendCommentJob(deps, transaction, comment)
    },
  },
  { event: 'worker.started', react: resume },
]

type Named = { organizationId: string; repositoryId: string; name: string }

async function look(deps: Deps, { organizationId, repositoryId, name }: Named): Promise<void> {
  const repository = await deps.database.prisma.repository.findUnique({
    where: { organizationId_id: { organizationId, id: repositoryId } },
  })
  if (repository === null || deps.github === null) return
  const seen = await lookAtRepository(deps, deps.github, { ...repository, name }, 'thoroughly')
  if (seen.outcome !== 'wait') return
  const again = { key: repositoryId, startAfter: seen.until }
  await inTransaction(deps.database, (transaction) =>
    deps.jobs.send(transaction, lookAtRepositoryJob, { organizationId, repositoryId, name }, again),
  )
}

/** Deliveries are kept so long that a redelivery is recognised. */
const deliveriesKeptMs = 30 * 86_400_000
const writesKeptMs = 60 * 60_000
/** So many that wait are asked for in one go. */
const mostComments = 500
/** A repository that nothing can be written to is looked at this often. */
const lookEveryMs = 10 * 60_000

/** Repositories that a product sends its tickets to, or that have tickets from when one did. */
export const inUse = { OR: [{ products: { some: {} } }, { tickets: { some: {} } }] }
const none = { none: {} }
const unused = {
  ...{ products: none, tickets: none, comments: none, leftIssues: none, sources: none, guidanceFiles: none },
}
/** One that was named and never used, as by a slip of the pen, is kept so long for the same organization. */
const unusedKeptMs = 86_400_000

async function resume(deps: Deps): Promise<void> {
  const { prisma } = deps.database
  const now = deps.clock.now()
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)
  await prisma.webhookDelivery.deleteMany({ where: { processedAt: { lt: ago(deliveriesKeptMs) } } })
  await prisma.repository.deleteMany({ where: { ...unused, createdAt: { lt: ago(unusedKeptMs) } } })
  await prisma.repositoryWrite.deleteMany({ where: { writtenAt: { lt: ago(writesKeptMs) } } })
  if (deps.github === null) return
  if ((await prisma.webhookDelivery.count({ where: { processedAt: null } })) > 0) {
    await inTransaction(deps.database, (transaction) =>
      deps.jobs.send(transaction, workDeliveriesJob, {}, { key: 'all' }),
    )
  }
  const due = await prisma.repository.findMany({ where: { ...inUse, reconcileDueAt: { lte: now } } })
  const comments = await prisma.outgoingComment.findMany({
    where: {
      ...{ dueAt: { lte: now }, state: { not: 'DROPPED' } },
      // What waits for an obstacle to go is sent for then, and takes no other's place.
      OR: [{ repository: { obstacle: null } }, { state: { in: ['SENDING', 'UNKNOWN'] } }],
    },
    orderBy: { dueAt: 'asc' },
    take: mostComments,
  })
  const obstructed = await prisma.repository.findMany({
    where: { ...inUse, obstacle: { not: null }, checkedAt: { lte: ago(lookEveryMs) } },
  })
  await inTransaction(deps.database, async (transaction) => {
    for (const repository of due) await sendReconcileJob(deps, transaction, repository)
    for (const comment of comments) await sendCommentJob(deps, transaction, comment)
  })
  for (const { organizationId, id, name } of obstructed) {
    const named = { organizationId, repositoryId: id, name }
    await inTransaction(deps.database, (transaction) =>
      deps.jobs.send(transaction, lookAtRepositoryJob, named, { key: id }),
    )
  }
}
