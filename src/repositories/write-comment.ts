import { createHash } from 'node:crypto'
import type { Created, Comment as Found, GitHub, Refused } from '../github/github.ts'
import type {
  CommentState,
  OutgoingComment,
  Prisma,
  Repository,
} from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository, noteObstacle } from './look-at-repository.ts'
import { readMarker, secretOf, signMarker } from './marker.ts'
import { sendCommentJob } from './queue-comment.ts'
import { restSilent, restUntil, waitOf } from './rest-repository.ts'
import { withWriter } from './with-writer.ts'

/** As for issues: so many complete listings must not show it, with such pauses of settling times between them. */
const lookupsNeeded = 3
const lookupPause = 7
const clockSkewMs = 5 * 60_000

type Outgoing = OutgoingComment & { repository: Repository }

/** Brings a comment of ours in line with what it is to say. Runs as often as it likes. */
export async function writeComment(deps: Deps, organizationId: string, commentId: string): Promise<void> {
  const { github } = deps
  if (github === null) return
  const comment = await deps.database.prisma.outgoingComment.findUnique({
    where: { organizationId_id: { organizationId, id: commentId } },
    include: { repository: true },
  })
  if (comment === null || comment.dueAt === null || comment.dueAt > deps.clock.now()) return
  const resting = waitOf(comment.repository, deps.clock.now())
  if (resting !== null) return later(deps, comment, resting.until, resting.reason)
  switch (comment.state) {
    case 'QUEUED':
    case 'BLOCKED':
      // Where nothing can be written, it waits for the obstacle to go.
      return comment.repository.obstacle === null ? create(deps, github, comment) : undefined
    case 'SENDING':
    case 'UNKNOWN':
      return find(deps, github, comment)
    case 'SENT':
      return edit(deps, github, comment)
    case 'DROPPED':
      return
  }
}

async function create(deps: Deps, github: GitHub, known: Outgoing): Promise<void> {
  const look = await lookAtRepository(deps, github, known.repository)
  if (look.outcome === 'wait') return later(deps, known, look.until, look.reason)
  if (look.outcome === 'obstructed') return
  const comment = { ...known, repository: look.repository }
  const body = await signed(deps, comment)
  const wait = await withWriter(deps, comment.repository, async () => {
    const sentAt = deps.clock.now()
    const dueAt = new Date(sentAt.getTime() + deps.timing.settleMs)
    const intended = await move(deps, comment, 'SENDING', { sentAt, dueAt, lookups: 0, detail: null }, dueAt)
    if (!intended) return
    const answer = await github.addComment(comment.repository.name, comment.issueNumber, body)
    deps.counters.writes.inc({ kind: 'comment', outcome: answer.outcome })
    await take(deps, { ...comment, state: 'SENDING' }, answer)
  })
  if (wait !== null) await later(deps, comment, wait.until, wait.reason)
}

async function take(deps: Deps, comment: Outgoing, answer: Created<Found>): Promise<void> {
  switch (answer.outcome) {
    case 'created':
      return sent(deps, comment, answer)
    case 'limited': {
      const { until, reason } = await restUntil(deps, comment.repository, answer.retryAt)
      await move(deps, comment, 'QUEUED', { dueAt: until, detail: reason }, until)
      return
    }
    case 'refused':
      return refuse(deps, comment, answer)
    case 'ambiguous':
      deps.counters.ambiguities.inc({ kind: 'comment' })
      await move(deps, comment, 'UNKNOWN', { detail: `The answer of GitHub was lost (${answer.reason}).` })
  }
}

/** A locked issue, or one that is gone, concerns this comment alone. */
async function refuse(deps: Deps, comment: Outgoing, { reason, message }: Refused): Promise<void> {
  const ofRepository = reason === 'unauthorized' || reason === 'suspended' || reason === 'archived'
  if (ofRepository) await noteObstacle(deps, comment.repository, reason, message)
  const detail = `GitHub refused it: ${message}`
  await move(deps, comment, 'BLOCKED', { detail, dueAt: ofRepository ? deps.clock.now() : null })
}

async function find(deps: Deps, github: GitHub, comment: Outgoing): Promise<void> {
  const sentAt = comment.sentAt ?? comment.createdAt
  const secret = await secretFor(deps, comment)
  const since = new Date(sentAt.getTime() - clockSkewMs)
  const login = await github.login()
  for await (const page of github.listIssueComments(comment.repository.name, comment.issueNumber, {
    since,
  })) {
    if (page.outcome !== 'ok') {
      if (page.outcome === 'missing') return void (await move(deps, comment, 'DROPPED', { dueAt: null }))
      const wait =
        page.outcome === 'limited'
          ? await restUntil(deps, comment.repository, page.retryAt)
          : await restSilent(deps, comment.repository, 'the comments could not be listed.')
      return later(deps, comment, wait.until, wait.reason)
    }
    const found = page.value.comments.find(
      ({ author, body }) => author === login && readMarker('comment', body, secret) === comment.id,
    )
    if (found !== undefined) {
      deps.counters.adoptions.inc({ by: 'lookup' })
      return sent(deps, comment, found)
    }
  }
  const lookups = comment.lookups + 1
  if (lookups >= lookupsNeeded) {
    await move(
      deps,
      comment,
      'QUEUED',
      { detail: 'It was not written; it is sent again.', dueAt: deps.clock.now() },
      deps.clock.now(),
    )
    return
  }
  const dueAt = new Date(deps.clock.now().getTime() + deps.timing.settleMs * lookupPause)
  await move(deps, comment, 'UNKNOWN', { lookups, dueAt }, dueAt)
}

async function edit(deps: Deps, github: GitHub, comment: Outgoing): Promise<void> {
  const { githubId, repository } = comment
  if (githubId === null || hashOf(comment.body) === comment.writtenHash || repository.obstacle !== null) {
    await move(deps, comment, 'SENT', { dueAt: null })
    return
  }
  const body = await signed(deps, comment)
  const wait = await withWriter(deps, repository, async () => {
    const answer = await github.updateComment(repository.name, githubId, body)
    deps.counters.writes.inc({ kind: 'comment_edit', outcome: answer.outcome })
    switch (answer.outcome) {
      case 'updated':
        return sent(deps, comment, answer)
      case 'limited': {
        const { until, reason } = await restUntil(deps, repository, answer.retryAt)
        return later(deps, comment, until, reason)
      }
      case 'refused':
        // Deleted by people, it stays so.
        if (answer.reason === 'not_found') await move(deps, comment, 'DROPPED', { dueAt: null })
        else await refuse(deps, comment, answer)
        return
      case 'ambiguous': {
        // To edit it twice does no harm.
        const { until, reason } = await restSilent(deps, repository, answer.reason)
        return later(deps, comment, until, reason)
      }
    }
  })
  if (wait !== null) await later(deps, comment, wait.until, wait.reason)
}

/** What it was to say may have changed while it was written: then it is edited next. */
async function sent(deps: Deps, comment: Outgoing, written: Pick<Found, 'id' | 'url'>): Promise<void> {
  const { organizationId, id } = comment
  const { body } = await deps.database.prisma.outgoingComment.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
    select: { body: true },
  })
  const dueAt = body === comment.body ? null : deps.clock.now()
  await move(
    deps,
    comment,
    'SENT',
    { githubId: written.id, url: written.url, writtenHash: hashOf(comment.body), detail: null, dueAt },
    dueAt ?? undefined,
  )
}

const later = async (deps: Deps, comment: Outgoing, dueAt: Date, detail: string): Promise<void> => {
  await move(deps, comment, comment.state, { dueAt, detail }, dueAt)
}

/** Of two that move it, one does. @param again when the job is to run again */
const move = (
  deps: Deps,
  comment: OutgoingComment,
  state: CommentState,
  data: Prisma.OutgoingCommentUpdateManyMutationInput,
  again?: Date,
): Promise<boolean> =>
  inTransaction(deps.database, async (transaction) => {
    const { organizationId, id } = comment
    const { count } = await transaction.outgoingComment.updateMany({
      where: { organizationId, id, state: comment.state },
      data: { ...data, state, ...(state === comment.state ? {} : { stateSince: deps.clock.now() }) },
    })
    if (count === 1 && again !== undefined) await sendCommentJob(deps, transaction, comment, again)
    return count === 1
  })

async function signed(deps: Deps, comment: OutgoingComment): Promise<string> {
  return `${comment.body.trimEnd()}\n\n${signMarker('comment', comment.id, await secretFor(deps, comment))}`
}

const secretFor = async (deps: Deps, { organizationId }: OutgoingComment): Promise<string> =>
  secretOf(await deps.database.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } }))

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
