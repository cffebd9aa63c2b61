import { z } from 'zod'
import type { GitHub, Issue } from '../github/github.ts'
import type { LeftIssue, Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { replaceLivingBlock, wrapLivingBlock } from '../repositories/living-block.ts'
import { lookAtRepository, noteObstacle } from '../repositories/look-at-repository.ts'
import { readMarker, secretOf } from '../repositories/marker.ts'
import { restSilent, restUntil, type Wait } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import { renderIssue } from './render-issue.ts'

/** Takes what customers said out of issues that were given up, once everybody can read them. */
export const clearLeftIssuesJob = defineJob({
  name: 'clear-left-issues',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 12,
})

/** What GitHub refused may concern this issue alone, as a locked one. */
const refusedAgainMs = 10 * 60_000

const block = wrapLivingBlock(
  '### No longer kept up to date\n\nSomebody gave this ticket up. What customers said of it is not shown where everybody can read it.',
)

/**
 * An issue that was given up is neither followed nor written to, with this one exception: what only some people might
 * read must not stay where all can. Each is written once.
 */
export async function clearLeftIssues(
  deps: Deps,
  { organizationId, repositoryId }: { organizationId: string; repositoryId: string },
): Promise<void> {
  const { github } = deps
  const { prisma } = deps.database
  const left = await prisma.leftIssue.findFirst({
    where: { organizationId, repositoryId, clearedAt: null },
    include: { repository: true },
    orderBy: { number: 'asc' },
  })
  if (github === null || left === null) return
  const look = await lookAtRepository(deps, github, left.repository)
  // Once nothing is in the way, it is asked for again.
  if (look.outcome === 'obstructed' || (look.outcome === 'ready' && look.seen.private)) return
  const wait =
    look.outcome === 'wait' ? look : await clear(deps, github, { ...left, repository: look.repository })
  await inTransaction(deps.database, (transaction) =>
    sendClearJob(deps, transaction, { organizationId, repositoryId }, wait?.until),
  )
}

async function clear(
  deps: Deps,
  github: GitHub,
  left: LeftIssue & { repository: Repository },
): Promise<Wait | null> {
  const { repository, number } = left
  let wait: Wait | null = null
  const waitForTurn = await withWriter(deps, repository, async () => {
    const read = await github.readIssue(repository.name, number)
    const answer =
      read.outcome === 'ok'
        ? await github.updateIssue(repository.name, number, await cleared(deps, left, read.value))
        : read
    deps.counters.writes.inc({ kind: 'edit', outcome: answer.outcome })
    switch (answer.outcome) {
      case 'limited':
        wait = await restUntil(deps, repository, answer.retryAt)
        return
      case 'ambiguous':
      case 'unavailable':
        wait = await restSilent(deps, repository, answer.reason)
        return
      case 'refused':
        if (answer.reason === 'invalid') return noteCleared(deps, left)
        await noteObstacle(deps, repository, answer.reason, answer.message)
        wait = { until: new Date(deps.clock.now().getTime() + refusedAgainMs), reason: answer.message }
        return
      case 'missing':
      case 'updated':
        return noteCleared(deps, left)
    }
  })
  return waitForTurn ?? wait
}

/** People's text stays; a title that they gave too. */
async function cleared(deps: Deps, left: LeftIssue, { body, title }: Issue) {
  const { organizationId, title: ours } = left
  const organization = await deps.database.prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
  })
  const problemId = readMarker('problem', body, secretOf(organization))
  const plain = await (problemId !== null && ours !== null && title === ours
    ? renderIssue(deps, { organizationId, problemId }, false)
    : null)
  return { body: replaceLivingBlock(body, block) ?? body, ...(plain === null ? {} : { title: plain.title }) }
}

async function noteCleared({ database, clock }: Deps, left: LeftIssue): Promise<void> {
  const { organizationId, repositoryId, number } = left
  await database.prisma.leftIssue.updateMany({
    where: { organizationId, repositoryId, number },
    data: { clearedAt: clock.now() },
  })
}

export const sendClearJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, repositoryId }: { organizationId: string; repositoryId: string },
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    clearLeftIssuesJob,
    { organizationId, repositoryId },
    { key: repositoryId, ...(startAfter ? { startAfter } : {}) },
  )
