import { z } from 'zod'
import type { Release } from '../github/github.ts'
import type { Product, Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { decideStatus } from '../problems/decide-status.ts'
import { isForeign } from '../repositories/ensure-repository.ts'
import { restUntil, type Wait, waitOf } from '../repositories/rest-repository.ts'
import { scheduleRefresh } from './schedule-refresh.ts'
import { versionOf } from './version-of.ts'

export const followReleasesJob = defineJob({
  name: 'follow-releases',
  schema: z.object({ organizationId: z.uuid(), repositoryId: z.uuid() }),
  policy: 'one-active-per-key',
  retries: 12,
})

/** What was closed before so many others, no release tells of any more. */
const mostTickets = 1_000

type Published = Release & { publishedAt: Date }

/**
 * Releases of a repository are releases of its products; the first one after a fix has it. Drafts and pre-releases
 * are none that customers are told of.
 */
export async function followReleases(
  deps: Deps,
  { organizationId, repositoryId }: z.output<typeof followReleasesJob.schema>,
): Promise<void> {
  const { github } = deps
  const again = ({ until }: Wait) =>
    inTransaction(deps.database, (transaction) =>
      deps.jobs.send(
        transaction,
        followReleasesJob,
        { organizationId, repositoryId },
        { key: repositoryId, startAfter: until },
      ),
    )
  const { prisma } = deps.database
  const repository = await prisma.repository.findUnique({
    where: { organizationId_id: { organizationId, id: repositoryId } },
    include: { products: true },
  })
  if (github === null || repository === null || isForeign(repository)) return
  const resting = waitOf(repository, deps.clock.now())
  if (resting !== null) return again(resting)
  const read = await github.listReleases(repository.name)
  if (read.outcome === 'limited') await restUntil(deps, repository, read.retryAt)
  if (read.outcome === 'limited' || read.outcome === 'unavailable')
    throw new Error(`the releases of ${repository.name} can't be read: ${read.outcome}`)
  if (read.outcome !== 'ok') return
  const published = read.value
    .filter(
      (release): release is Published =>
        !release.draft && !release.prerelease && release.publishedAt !== null,
    )
    .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime())
  for (const release of published) await recordFor(deps, repository, release)
  for (const ticket of await fixedTickets(deps, repository))
    await noteRelease(deps, repository, ticket, published)
}

type WithProducts = Repository & { products: Product[] }

const recordFor = (
  deps: Deps,
  { organizationId, products }: WithProducts,
  release: Published,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    for (const product of products) {
      const version = versionOf(release.tag, product, products)
      if (version === null) continue
      const { count } = await transaction.release.createMany({
        data: {
          ...{ organizationId, id: deps.ids.next(), productId: product.id, version },
          ...{ releasedAt: release.publishedAt, createdAt: deps.clock.now() },
        },
        skipDuplicates: true,
      })
      if (count === 1)
        await deps.events.emit(deps, transaction, 'release.recorded', {
          organizationId,
          productId: product.id,
        })
    }
  })

/** Their fix is merged, or they were closed as done, and no release is known that has it. */
const fixedTickets = ({ database }: Deps, { organizationId, id }: Repository) =>
  database.prisma.ticket.findMany({
    where: {
      ...{ organizationId, repositoryId: id, releasedIn: null, state: { notIn: ['GONE', 'MOVED'] } },
      OR: [{ fixMergedAt: { not: null } }, { state: 'CLOSED', closeReason: 'COMPLETED' }],
    },
    include: { problem: { include: { product: true } } },
    orderBy: { stateSince: 'desc' },
    take: mostTickets,
  })

async function noteRelease(
  deps: Deps,
  { products }: WithProducts,
  ticket: Awaited<ReturnType<typeof fixedTickets>>[number],
  published: Published[],
): Promise<void> {
  const { problem } = ticket
  const fixedAt = ticket.fixMergedAt ?? ticket.stateSince
  const after = published.filter(({ publishedAt }) => publishedAt >= fixedAt)
  const versions = after.map((release) => ({
    release,
    version: versionOf(release.tag, problem.product, products),
  }))
  const first = versions.find(({ version }) => version !== null)
  if (first?.version == null) return
  const { version, release } = first
  await inTransaction(deps.database, async (transaction) => {
    const { organizationId, id } = ticket
    const { count } = await transaction.ticket.updateMany({
      where: { organizationId, id, releasedIn: null },
      data: { releasedIn: version, releasedAt: release.publishedAt },
    })
    if (count === 0) return
    const isOurs = problem.mergedIntoId === null && problem.status !== 'ACCEPTED'
    // People may have said in which version it is fixed: they know best.
    if (isOurs && !(problem.status === 'FIXED' && problem.fixedInVersion !== null))
      await decideStatus(
        deps,
        transaction,
        problem,
        'FIXED',
        'SERVICE',
        `It was released in ${version}.`,
        version,
      )
    await scheduleRefresh(deps, transaction, ticket)
  })
}
