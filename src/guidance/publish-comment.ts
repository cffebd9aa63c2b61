import { z } from 'zod'
import { findComponent } from '../catalog/find-product.ts'
import type { Comment, GitHub } from '../github/github.ts'
import type { Guidance, GuidanceVersion } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { DomainError } from '../platform/errors.ts'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { parseInput } from '../platform/parse-input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { type GuidanceContent, guidanceContent, guidanceKinds } from './guidance-input.ts'
import { type GuidanceComment, parseGuidanceComment } from './parse-guidance-comment.ts'
import { retireGuidance } from './retire-guidance.ts'
import { prepareVersion, storeVersion } from './store-guidance-version.ts'

const commented = z.object({
  organizationId: z.uuid(),
  problemId: z.uuid(),
  repository: z.string(),
  commentId: z.string(),
  sender: z.string(),
})

type Commented = z.output<typeof commented>

/** Makes a `/guidance` comment on a ticket guidance, follows its edits, and withdraws it with the comment. */
const publishCommentJob = defineJob({
  name: 'publish-comment',
  schema: commented,
  policy: 'one-active-per-key',
  retries: 12,
})

export const guidanceJobs: JobHandler[] = [
  handleJob(publishCommentJob, async (deps, about) => {
    if (deps.github === null) return
    const comment = await readComment(deps.github, about)
    const parsed = comment === null ? null : parseGuidanceComment(comment.body)
    if (comment === null || parsed === null) return withdraw(deps, about)
    if ('error' in parsed) return skip(deps, about, parsed.error)
    if (!(await mayPublish(deps.github, about)))
      return skip(deps, about, 'who wrote it has no write permission')
    await publish(deps, about, comment, parsed).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      skip(deps, about, error.message)
    })
  }),
]

export const guidanceHandlers: EventHandler[] = [
  {
    event: 'ticket.commented',
    handle: (deps, transaction, { organizationId, problemId, repository, commentId, sender }) =>
      deps.jobs.send(
        transaction,
        publishCommentJob,
        { organizationId, problemId, repository, commentId, sender },
        { key: sourceKey({ repository, commentId }) },
      ),
  },
]

/** The comment as it is now; null where it is gone. What cannot be known now is tried again later. */
async function readComment(github: GitHub, { repository, commentId }: Commented): Promise<Comment | null> {
  const answer = await github.readComment(repository, commentId)
  if (answer.outcome === 'missing') return null
  if (answer.outcome !== 'ok') throw new Error(`comment ${commentId} can't be read: ${answer.outcome}`)
  return answer.value
}

/** Asked of whoever wrote or edited it; while GitHub does not answer, nothing is granted. */
async function mayPublish(github: GitHub, { repository, sender }: Commented): Promise<boolean> {
  const answer = await github.permissionOf(repository, sender)
  if (answer.outcome === 'missing') return false
  if (answer.outcome !== 'ok') throw new Error(`the permission of ${sender} can't be read: ${answer.outcome}`)
  return answer.value === 'write' || answer.value === 'admin'
}

async function publish(
  deps: Deps,
  about: Commented,
  comment: Comment,
  { title, options, body }: GuidanceComment,
) {
  const { organizationId, problemId } = about
  const problem = await deps.database.prisma.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: true },
  })
  if (problem.product === null) return
  const component = options.component
    ? await findComponent(deps, asGitHub(organizationId), problem.product, options.component)
    : null
  const kind = z.enum(guidanceKinds).parse(options.kind ?? 'WORKAROUND')
  const content = parseInput(guidanceContent, {
    title,
    body,
    versions: options.versions ?? null,
    locales: options.locale ? [options.locale] : [],
    touchpoint: options.touchpoint ?? null,
  })
  const prepared = await prepareVersion(deps, content)

  await inTransaction(deps.database, async (transaction) => {
    const now = deps.clock.now()
    const source = { organizationId, sourceKey: sourceKey(about) }
    const known = await transaction.guidance.findUnique({
      where: { organizationId_sourceKey: source },
      include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
    })
    const scope = { kind, componentId: component?.id ?? null, status: 'PUBLISHED' } as const
    // Told twice, or after an edit that changed nothing. Times tell nothing: an edit may be younger than what was
    // read, and older than when that was published.
    if (known !== null && saysTheSame({ ...known, ...known.versions[0] }, { ...scope, ...content })) return
    const guidance = await transaction.guidance.upsert({
      where: { organizationId_sourceKey: source },
      create: {
        ...source,
        ...scope,
        updatedAt: now,
        id: deps.ids.next(),
        productId: String(problem.productId),
        problemId,
        sourceUrl: comment.url,
        version: 1,
        createdAt: now,
      },
      update: { ...scope, updatedAt: now, version: { increment: 1 } },
    })
    await storeVersion(deps, transaction, guidance, prepared, { githubLogin: about.sender })
  })
}

type Scope = Pick<Guidance, 'kind' | 'componentId' | 'status'>

const saysTheSame = (known: Scope & Partial<GuidanceVersion>, said: Scope & GuidanceContent): boolean =>
  known.status === said.status &&
  known.kind === said.kind &&
  known.componentId === said.componentId &&
  known.title === said.title &&
  known.body === said.body &&
  known.versionRange === (said.versions ?? null) &&
  known.touchpoint === (said.touchpoint ?? null) &&
  String(known.locales) === String(said.locales ?? [])

async function withdraw(deps: Deps, about: Commented): Promise<void> {
  const { organizationId } = about
  const known = await deps.database.prisma.guidance.findUnique({
    where: { organizationId_sourceKey: { organizationId, sourceKey: sourceKey(about) } },
  })
  if (known !== null) await retireGuidance(deps, asGitHub(organizationId), { id: known.id })
}

const skip = (deps: Deps, { repository, commentId }: Commented, why: string): void =>
  deps.log.info({ repository, commentId, why }, 'a /guidance comment was not published')

/** GitHub's permission was asked; here the comment may do what a designer may. */
const asGitHub = (organizationId: string): Viewer => ({
  organizationId,
  memberId: '',
  teamId: null,
  scopes: ['GUIDE'],
  keyId: null,
})

const sourceKey = ({ repository, commentId }: Pick<Commented, 'repository' | 'commentId'>): string =>
  `github-comment:${repository.toLowerCase()}:${commentId}`
