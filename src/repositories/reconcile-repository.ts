import { z } from 'zod'
import type { GitHub, Issue, Read } from '../github/github.ts'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { lookAtRepository } from './look-at-repository.ts'
import { markerIn } from './marker.ts'
import { restUntil } from './rest-repository.ts'

/** Finds what webhooks did not tell. */
export const reconcileRepositoryJob = defineJob({
  name: 'reconcile-repository',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 2,
})

/** GitHub's clock and ours may differ by this much, and its listings lag. */
const overlapMs = 10 * 60_000
/** A repository that was busier than this is not gone through to its end in one run: none is endless. */
const mostPages = 100

/**
 * Compares a repository with what is known of it: what changed since the last time is hinted at again, exactly as
 * webhooks would have done.
 */
export async function reconcileRepository(
  deps: Deps,
  organizationId: string,
  repositoryId: string,
): Promise<void> {
  const { github, clock } = deps
  if (github === null) return
  const where = { organizationId_id: { organizationId, id: repositoryId } }
  const known = await deps.database.prisma.repository.findUnique({ where })
  const startedAt = clock.now()
  if (known === null || known.reconcileDueAt > startedAt) return
  const dueAt = new Date(startedAt.getTime() + deps.timing.reconcileMs)
  await inTransaction(deps.database, async (transaction) => {
    await transaction.repository.update({ where, data: { reconcileDueAt: dueAt } })
    await sendReconcileJob(deps, transaction, known, dueAt)
  })
  const look = await lookAtRepository(deps, github, known, 'thoroughly')
  if (look.outcome !== 'ready') return
  const { repository } = look
  const since = new Date((repository.reconciledAt ?? repository.createdAt).getTime() - overlapMs)
  const complete =
    (await hintAtIssues(deps, github, repository, since)) &&
    (await hintAtPulls(deps, github, repository, since))
  if (!complete) return
  const commentsUntil = await hintAtComments(deps, github, repository, since)
  if (commentsUntil === null) return
  await inTransaction(deps.database, async (transaction) => {
    const about = { organizationId, repositoryId }
    await deps.events.emit(deps, transaction, 'release.published', about)
    const pushed = { ...about, sender: null, commit: null }
    await deps.events.emit(deps, transaction, 'repository.pushed', pushed)
    await transaction.repository.update({
      where,
      data: { reconciledAt: commentsUntil < startedAt ? commentsUntil : startedAt },
    })
  })
}

async function hintAtIssues(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  since: Date,
): Promise<boolean> {
  return eachPage(deps, repository, github.listIssues(repository.name, { since }), async ({ issues }) => {
    await inTransaction(deps.database, async (transaction) => {
      for (const issue of issues) await hintAtIssue(deps, transaction, repository, issue)
    })
  })
}

/** Who wrote a text as it is, comparing cannot tell. */
const nobody = { sender: null, textHash: null, updatedAt: null }

const hintAtIssue = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: Repository,
  issue: Issue,
) =>
  deps.events.emit(deps, transaction, 'issue.touched', {
    organizationId,
    repositoryId: id,
    number: issue.number,
    githubId: issue.id,
    action: 'compared',
    ...nobody,
    label: null,
    labels: issue.labels,
    lastLine: markerIn(issue.body),
    edit: null,
    movedTo: null,
  })

/**
 * @returns up to when all have been seen, as they come oldest change first: now, or where there are too many the time
 * of the last one; null where they can't be read
 */
async function hintAtComments(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  since: Date,
): Promise<Date | null> {
  const { organizationId, id: repositoryId } = repository
  let until = deps.clock.now()
  const complete = await eachPage(
    deps,
    repository,
    github.listRepositoryComments(repository.name, { since }),
    async ({ comments, page, last }) => {
      if (page >= mostPages && !last) until = comments.at(-1)?.updatedAt ?? until
      await inTransaction(deps.database, async (transaction) => {
        for (const { id: commentId, issueNumber: number, author } of comments) {
          const about = { organizationId, repositoryId, number, commentId }
          // Who edited it, nobody says: what it says is then taken from its author.
          const compared = { ...about, ...nobody, action: 'compared', sender: author } as const
          await deps.events.emit(deps, transaction, 'comment.touched', compared)
        }
      })
    },
  )
  return complete ? until : null
}

async function hintAtPulls(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  since: Date,
): Promise<boolean> {
  const { organizationId, id: repositoryId } = repository
  for await (const page of github.listClosedPulls(repository.name)) {
    if (page.outcome !== 'ok') return false
    const recent = page.value.pulls.filter(({ updatedAt }) => updatedAt >= since)
    await inTransaction(deps.database, async (transaction) => {
      for (const { number, mergedAt } of recent) {
        if (mergedAt === null || mergedAt < since) continue
        await deps.events.emit(deps, transaction, 'pull.merged', { organizationId, repositoryId, number })
      }
    })
    if (recent.length < page.value.pulls.length || page.value.page >= mostPages) return true
  }
  return true
}

/** @returns whether all of it was seen; what was not is looked for the next time */
async function eachPage<Page extends { page: number }>(
  deps: Deps,
  repository: Repository,
  pages: AsyncGenerator<Read<Page>, void, undefined>,
  take: (page: Page) => Promise<void>,
): Promise<boolean> {
  for await (const page of pages) {
    if (page.outcome === 'limited') await restUntil(deps, repository, page.retryAt)
    if (page.outcome !== 'ok') return false
    await take(page.value)
    if (page.value.page >= mostPages) return true
  }
  return true
}

export const sendReconcileJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id }: Pick<Repository, 'organizationId' | 'id'>,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    reconcileRepositoryJob,
    { organizationId, repositoryId: id },
    { key: id, ...(startAfter ? { startAfter } : {}) },
  )
