import { z } from 'zod'
import type { Pull } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { decideStatus } from '../problems/decide-status.ts'
import { isForeign } from '../repositories/ensure-repository.ts'
import { restUntil, type Wait, waitOf } from '../repositories/rest-repository.ts'
import { findFixedIssues } from './find-fixed-issues.ts'
import { scheduleRefresh } from './schedule-refresh.ts'

export const followPullJob = defineJob({
  name: 'follow-pull',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid(), number: z.int() }),
  policy: 'one-active-per-key',
  retries: 12,
})

/** A merged pull request that says which issues it fixes: their fix is merged, whether or not they were closed by it. */
export async function followPull(
  deps: Deps,
  { organizationId, repositoryId, number }: z.output<typeof followPullJob.schema>,
): Promise<void> {
  const { github } = deps
  const again = ({ until }: Wait) =>
    inTransaction(deps.database, (transaction) =>
      deps.jobs.send(
        transaction,
        followPullJob,
        { organizationId, repositoryId, number },
        { key: repositoryId, startAfter: until },
      ),
    )
  const repository = await deps.database.prisma.repository.findUnique({
    where: { organizationId_id: { organizationId, id: repositoryId } },
  })
  if (github === null || repository === null || isForeign(repository)) return
  const resting = waitOf(repository, deps.clock.now())
  if (resting !== null) return again(resting)
  const read = await github.readPull(repository.name, number)
  if (read.outcome === 'limited') await restUntil(deps, repository, read.retryAt)
  if (read.outcome === 'limited' || read.outcome === 'unavailable')
    throw new Error(`${repository.name}#${number} can't be read: ${read.outcome}`)
  if (read.outcome !== 'ok' || read.value.mergedAt === null) return
  for (const issue of findFixedIssues(`${read.value.title}\n${read.value.body}`, repository.name)) {
    await noteFix(deps, organizationId, issue, read.value, read.value.mergedAt)
  }
}

const noteFix = (
  deps: Deps,
  organizationId: string,
  { repository, number }: { repository: string; number: number },
  { url, number: pull }: Pull,
  mergedAt: Date,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const ticket = await transaction.ticket.findFirst({
      where: { organizationId, number, repository: { nameKey: repository.toLowerCase() } },
      include: { problem: true },
    })
    if (ticket === null || ticket.fixUrl === url || ticket.state === 'GONE' || ticket.state === 'MOVED')
      return
    const { problem } = ticket
    // What was reopened after this was merged, it had not fixed.
    const reopened = await transaction.decision.count({
      where: { organizationId, problemId: problem.id, kind: 'REOPENED', decidedAt: { gt: mergedAt } },
    })
    if (reopened > 0) return
    const where = { organizationId_id: { organizationId, id: ticket.id } }
    await transaction.ticket.update({
      where,
      data: { fixMergedAt: mergedAt, fixUrl: url, releasedIn: null, releasedAt: null },
    })
    const isOpen = ['CANDIDATE', 'RECURRING', 'ACKNOWLEDGED', 'REGRESSED'].includes(problem.status)
    if (isOpen && problem.mergedIntoId === null) {
      const reason = `The pull request #${pull} that fixes it was merged.`
      await decideStatus(deps, transaction, problem, 'STARTED', 'SERVICE', reason)
    }
    await scheduleRefresh(deps, transaction, ticket)
  })
