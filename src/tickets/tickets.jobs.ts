import { z } from 'zod'
import type { Transaction } from '../platform/database/transaction.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { clearLeftIssues, clearLeftIssuesJob } from './clear-left-issues.ts'
import { findTicketOf } from './find-ticket.ts'
import { followIssue } from './follow-issue.ts'
import { dropUnsentTicket, followMerge, followUnmerge } from './follow-merge.ts'
import { followPull, followPullJob } from './follow-pull.ts'
import { followReleases, followReleasesJob } from './follow-releases.ts'
import { followRepository } from './follow-repository.ts'
import { hearOfIssue } from './hear-of-issue.ts'
import { judgeGuidance } from './judge-guidance.ts'
import { noteNews } from './note-news.ts'
import { queueTicket } from './queue-ticket.ts'
import { scheduleRefresh } from './schedule-refresh.ts'
import { settleCopyJob } from './send-copy-job.ts'
import { followIssueJob, sendFollowJob } from './send-follow-job.ts'
import { sendNewsJob, tellNewsJob } from './send-news-job.ts'
import { sendWriteJob, writeTicketJob } from './send-write-job.ts'
import { settleCopy } from './settle-copy.ts'
import { tellNews } from './tell-news.ts'
import { writeTicket } from './write-ticket.ts'

/** Picks up tickets that wait: GitHub was off, or a process died. */
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
  handleJob(followIssueJob, followIssue),
  handleJob(settleCopyJob, settleCopy),
  handleJob(followPullJob, followPull),
  handleJob(followReleasesJob, followReleases),
  handleJob(tellNewsJob, (deps, { organizationId, ticketId }) => tellNews(deps, organizationId, ticketId)),
  handleJob(clearLeftIssuesJob, clearLeftIssues),
  handleJob(resumeTicketsJob, resumeTickets),
]

/** So long an issue may change without being listed as changed, as when it is deleted, before it is read by itself. */
const unseenIntervals = 24
const mostUnseen = 100

async function resumeTickets(deps: Deps): Promise<void> {
  if (deps.github === null) return
  const { ticket: tickets } = deps.database.prisma
  const now = deps.clock.now()
  const due = { lte: now }
  const waiting = await tickets.findMany({
    where: {
      OR: [
        { state: { in: ['SENDING', 'UNKNOWN', 'OPEN', 'CLOSED'] }, dueAt: due },
        { state: 'QUEUED', OR: [{ dueAt: null }, { dueAt: due }] },
        { state: 'PAUSED', hides: true, dueAt: due },
      ],
    },
    select: { organizationId: true, id: true, repositoryId: true },
  })
  const untold = await tickets.findMany({ where: { newsDueAt: due } })
  const unseen = await tickets.findMany({
    where: {
      state: { in: ['OPEN', 'CLOSED', 'PAUSED', 'BLOCKED'] },
      number: { not: null },
      seenAt: { lt: new Date(now.getTime() - deps.timing.reconcileMs * unseenIntervals) },
    },
    orderBy: { seenAt: 'asc' },
    take: mostUnseen,
  })
  for (const ticket of waiting)
    await inTransaction(deps.database, (transaction) => sendWriteJob(deps, transaction, ticket))
  for (const ticket of untold)
    await inTransaction(deps.database, (transaction) => sendNewsJob(deps, transaction, ticket, now))
  for (const ticket of unseen)
    await inTransaction(deps.database, (transaction) =>
      sendFollowJob(deps, transaction, ticket, { sender: null }),
    )
}

type AboutProblem = { organizationId: string; problemId: string | null }

/** What agents are told, and whether it helped, stands on the ticket too. */
async function refreshOf(deps: Deps, transaction: Transaction, { organizationId, problemId }: AboutProblem) {
  const ticket = problemId === null ? null : await findTicketOf(transaction, organizationId, problemId)
  if (ticket?.state === 'OPEN') await scheduleRefresh(deps, transaction, ticket)
}

export const ticketHandlers: EventHandler[] = [
  {
    event: 'problem.recurring',
    handle: async (deps, transaction, problem) => {
      await queueTicket(deps, transaction, problem.organizationId, problem.problemId, false)
      await refreshOf(deps, transaction, problem)
    },
  },
  {
    event: 'problem.counted',
    handle: async (deps, transaction, { organizationId, problemId, recurring }) => {
      const ticket = await findTicketOf(transaction, organizationId, problemId)
      // One that recurs no more, or was asked for before it did, says how it is all the same.
      if (ticket?.state === 'OPEN') await scheduleRefresh(deps, transaction, ticket, 'as_it_ages')
      // Without one, its product may just have become known, or have got a repository.
      if (ticket === null && recurring) await queueTicket(deps, transaction, organizationId, problemId, false)
    },
  },
  {
    event: 'problem.signalled',
    handle: async (deps, transaction, { organizationId, problemId, signalId, kind }) => {
      if (kind !== 'REGRESSION') return
      const ticket = await findTicketOf(transaction, organizationId, problemId)
      if (ticket === null || ticket.number === null) return
      await noteNews(deps, transaction, ticket, 'REGRESSION', signalId)
      await scheduleRefresh(deps, transaction, ticket)
    },
  },
  {
    event: 'product.changed',
    handle: async (deps, transaction, { organizationId, productId, quotesAllowed }) => {
      const waiting = await transaction.problem.findMany({
        where: {
          organizationId,
          productId,
          recurringSince: { not: null },
          OR: [{ ticket: null }, { ticket: { state: { in: ['PROPOSED', 'QUEUED', 'PAUSED', 'BLOCKED'] } } }],
        },
        select: { id: true },
      })
      for (const { id } of waiting) await queueTicket(deps, transaction, organizationId, id, false)
      // What may be quoted no more must not stay in what is closed either.
      const changed =
        quotesAllowed.was === quotesAllowed.is ? ['OPEN' as const] : ['OPEN' as const, 'CLOSED' as const]
      const shown = await transaction.ticket.findMany({
        where: { organizationId, state: { in: changed }, problem: { productId } },
      })
      for (const ticket of shown) await scheduleRefresh(deps, transaction, ticket, 'at_once')
    },
  },
  { event: 'problem.merged', handle: followMerge },
  { event: 'problem.unmerged', handle: followUnmerge },
  { event: 'problem.doubted', handle: dropUnsentTicket },
  { event: 'repository.changed', handle: followRepository },
  { event: 'issue.touched', handle: hearOfIssue },
  {
    event: 'comment.touched',
    handle: async (deps, transaction, { organizationId, repositoryId, number, action, sender }) => {
      const ticket = await transaction.ticket.findFirst({ where: { organizationId, repositoryId, number } })
      // Counted as a change; what the comment says is for those who read it.
      if (ticket !== null && action !== 'compared') await sendFollowJob(deps, transaction, ticket, { sender })
    },
  },
  {
    event: 'pull.merged',
    handle: (deps, transaction, { organizationId, repositoryId, number }) =>
      deps.jobs.send(
        transaction,
        followPullJob,
        { organizationId, repositoryId, number },
        { key: repositoryId },
      ),
  },
  {
    event: 'release.published',
    handle: (deps, transaction, { organizationId, repositoryId }) =>
      deps.jobs.send(transaction, followReleasesJob, { organizationId, repositoryId }, { key: repositoryId }),
  },
  { event: 'guidance.changed', handle: refreshOf },
  { event: 'guidance.judged', handle: refreshOf },
  { event: 'guidance.judged', handle: judgeGuidance },
  { event: 'worker.started', react: resumeTickets },
]
