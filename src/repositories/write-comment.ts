import { createHash } from 'node:crypto'
import type { Created, Comment as Found, GitHub, Read, ReadFailure, Refused } from '../github/github.ts'
import type {
  CommentState,
  OutgoingComment,
  Repository,
} from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository, noteObstacle } from './look-at-repository.ts'
import { readMarker, secretOf, signMarker } from './marker.ts'
import { lockComment, sendCommentJob } from './queue-comment.ts'
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
  if (comment === null || comment.state === 'DROPPED') return
  if (comment.dueAt === null || comment.dueAt > deps.clock.now()) return
  const resting = waitOf(comment.repository, deps.clock.now())
  if (resting !== null) return later(deps, comment, resting.until, resting.reason)
  // Whatever befell it since: what is in GitHub is edited, what may be is looked for, and only the rest is new there.
  if (comment.githubId !== null) return edit(deps, github, comment, comment.githubId)
  return comment.sentAt !== null ? find(deps, github, comment) : create(deps, github, comment)
}

async function create(deps: Deps, github: GitHub, known: Outgoing): Promise<void> {
  const comment = await writable(deps, github, known)
  if (comment === null) return
  const body = await signed(deps, comment)
  const wait = await withWriter(deps, comment.repository, async () => {
    const sentAt = deps.clock.now()
    const dueAt = new Date(sentAt.getTime() + deps.timing.settleMs)
    if (!(await move(deps, comment, 'SENDING', { sentAt, dueAt, lookups: 0, detail: null }))) return
    const answer = await github.addComment(comment.repository.name, comment.issueNumber, body)
    deps.counters.writes.inc({ kind: 'comment', outcome: answer.outcome })
    await take(deps, { ...comment, state: 'SENDING' }, answer)
  })
  if (wait !== null) await later(deps, comment, wait.until, wait.reason)
}

/** Null where nothing can be written now: it stays due, and waits for the obstacle to go or for its time. */
async function writable(deps: Deps, github: GitHub, comment: Outgoing): Promise<Outgoing | null> {
  if (comment.repository.obstacle !== null) return null
  const look = await lookAtRepository(deps, github, comment.repository)
  if (look.outcome === 'wait') await later(deps, comment, look.until, look.reason)
  if (look.outcome !== 'ready') return null
  // It may have turned out to be one that is known by another name.
  const { repository } = look
  return { ...comment, repositoryId: repository.id, repository }
}

/** What is known not to be in GitHub has no time at which it was sent: it need not be looked for. */
const notSent = { sentAt: null, lookups: 0 }

async function take(deps: Deps, comment: Outgoing, answer: Created<Found>): Promise<void> {
  switch (answer.outcome) {
    case 'created':
      return sent(deps, comment, answer, hashOf(comment.body))
    case 'limited': {
      const { until, reason } = await restUntil(deps, comment.repository, answer.retryAt)
      await move(deps, comment, 'QUEUED', { ...notSent, dueAt: until, detail: reason })
      return
    }
    case 'refused':
      return refuse(deps, comment, answer)
    case 'ambiguous':
      deps.counters.ambiguities.inc({ kind: 'comment' })
      await move(deps, comment, 'UNKNOWN', { detail: `The answer of GitHub was lost (${answer.reason}).` })
  }
}

/** A locked issue, or one that is gone, concerns this comment alone: that waits for a person, or for other words. */
async function refuse(deps: Deps, comment: Outgoing, { reason, message }: Refused): Promise<void> {
  const ofRepository = reason !== 'invalid' && reason !== 'not_found' && reason !== 'forbidden'
  if (ofRepository) await noteObstacle(deps, comment.repository, reason, message)
  await move(deps, comment, 'BLOCKED', ({ body }) => ({
    ...notSent,
    detail: `GitHub refused it: ${message}`,
    dueAt: ofRepository || body !== comment.body ? deps.clock.now() : null,
  }))
}

async function find(deps: Deps, github: GitHub, comment: Outgoing): Promise<void> {
  const { issueNumber, repository } = comment
  const sentAt = comment.sentAt ?? comment.createdAt
  const settled = new Date(sentAt.getTime() + deps.timing.settleMs)
  if (settled > deps.clock.now()) return later(deps, comment, settled)
  const secret = await secretFor(deps, comment)
  const since = new Date(sentAt.getTime() - clockSkewMs)
  const login = await github.login()
  for await (const page of github.listIssueComments(repository.name, issueNumber, { since })) {
    if (page.outcome !== 'ok')
      return notRead(deps, github, comment, page, (name) => github.readIssue(name, issueNumber))
    const found = page.value.comments.find(
      ({ author, body }) => author === login && readMarker('comment', body, secret) === comment.id,
    )
    if (found !== undefined) {
      deps.counters.adoptions.inc({ by: 'lookup' })
      // It may say what it was to say when it was sent.
      const isWritten = withoutReturns(found.body) === withoutReturns(await signed(deps, comment))
      return sent(deps, comment, found, isWritten ? hashOf(comment.body) : null)
    }
  }
  const lookups = comment.lookups + 1
  if (lookups >= lookupsNeeded) {
    const detail = 'It was not written; it is sent again.'
    await move(deps, comment, 'QUEUED', { ...notSent, detail, dueAt: deps.clock.now() })
  } else {
    await move(deps, comment, 'UNKNOWN', { lookups, dueAt: afterPause(deps) })
  }
}

/**
 * GitHub shows neither the comment nor those of its issue. It says the same of what is not there and of what we may
 * not see: only where the repository is seen is the comment given up. @param read of what must be missing for that
 */
async function notRead(
  deps: Deps,
  github: GitHub,
  comment: Outgoing,
  failure: ReadFailure,
  read: (repository: string) => Promise<Read<unknown>>,
): Promise<void> {
  const { repository } = comment
  if (failure.outcome === 'limited' || failure.outcome === 'unavailable') {
    const wait =
      failure.outcome === 'limited'
        ? await restUntil(deps, repository, failure.retryAt)
        : await restSilent(deps, repository, 'its comments could not be read.')
    return later(deps, comment, wait.until, wait.reason)
  }
  const look = await lookAtRepository(deps, github, repository)
  if (look.outcome === 'wait') return later(deps, comment, look.until, look.reason)
  const seen = look.outcome === 'ready' ? await read(look.repository.name) : failure
  if (look.outcome === 'ready' && seen.outcome === 'missing') {
    await move(deps, comment, 'DROPPED', { dueAt: null })
  } else {
    await later(deps, comment, afterPause(deps), `GitHub does not show it now: ${failure.message}`)
  }
}

const afterPause = ({ clock, timing }: Deps): Date =>
  new Date(clock.now().getTime() + timing.settleMs * lookupPause)

async function edit(deps: Deps, github: GitHub, known: Outgoing, githubId: string): Promise<void> {
  if (saysIt(known)) {
    await move(deps, known, 'SENT', (now) => ({ dueAt: saysIt(now) ? null : now.dueAt }))
    return
  }
  const comment = await writable(deps, github, known)
  if (comment === null) return
  const { repository } = comment
  const body = await signed(deps, comment)
  const wait = await withWriter(deps, repository, async () => {
    // What it says is not known again until the answer is: were the words put back meanwhile, they are written, too.
    if (!(await move(deps, comment, comment.state, { writtenHash: null }))) return
    const answer = await github.updateComment(repository.name, githubId, body)
    deps.counters.writes.inc({ kind: 'comment_edit', outcome: answer.outcome })
    switch (answer.outcome) {
      case 'updated':
        return sent(deps, comment, answer, hashOf(comment.body))
      case 'limited': {
        const { until, reason } = await restUntil(deps, repository, answer.retryAt)
        return later(deps, comment, until, reason)
      }
      case 'refused':
        if (answer.reason !== 'not_found') return refuse(deps, comment, answer)
        // Deleted by people, it stays so.
        return notRead(deps, github, comment, { outcome: 'missing', message: answer.message }, (name) =>
          github.readComment(name, githubId),
        )
      case 'ambiguous': {
        // To edit it twice does no harm.
        const { until, reason } = await restSilent(deps, repository, answer.reason)
        return later(deps, comment, until, reason)
      }
    }
  })
  if (wait !== null) await later(deps, comment, wait.until, wait.reason)
}

/**
 * It is in GitHub, whatever became of it here meanwhile, and is never created again. What it was to say may have
 * changed while it was written: then it is edited next. @param writtenHash of what it says; null: not known
 */
const sent = (
  deps: Deps,
  comment: Outgoing,
  { id, url }: Pick<Found, 'id' | 'url'>,
  writtenHash: string | null,
): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const now = await atHand(transaction, comment)
    if (now === null) return
    const state = now.state === 'DROPPED' ? 'DROPPED' : 'SENT'
    const dueAt = state === 'DROPPED' || saysIt({ ...now, writtenHash }) ? null : deps.clock.now()
    await store(deps, transaction, now, state, { githubId: id, url, writtenHash, detail: null, dueAt })
  })

const later = async (deps: Deps, comment: Outgoing, dueAt: Date, detail = comment.detail): Promise<void> => {
  await move(deps, comment, comment.state, { dueAt, detail })
}

type Change = Partial<
  Pick<OutgoingComment, 'dueAt' | 'detail' | 'sentAt' | 'lookups' | 'githubId' | 'url' | 'writtenHash'>
>

/** Of two that move it, one does. @returns whether it moved there: nothing is written below an issue that was left */
const move = (
  deps: Deps,
  comment: OutgoingComment,
  state: CommentState,
  change: Change | ((now: OutgoingComment) => Change),
): Promise<boolean> =>
  inTransaction(deps.database, async (transaction) => {
    const now = await atHand(transaction, comment)
    if (now === null || now.state !== comment.state) return false
    return store(deps, transaction, now, state, typeof change === 'function' ? change(now) : change)
  })

/** Null where it goes below another issue now: what was done below this one says nothing of that. */
async function atHand(
  transaction: Transaction,
  { repositoryId, issueNumber, ...comment }: OutgoingComment,
): Promise<OutgoingComment | null> {
  const now = await lockComment(transaction, comment)
  return now?.repositoryId === repositoryId && now.issueNumber === issueNumber ? now : null
}

/** What is due has a job. @returns whether it is in that state now */
async function store(
  deps: Deps,
  transaction: Transaction,
  now: OutgoingComment,
  wanted: CommentState,
  change: Change,
): Promise<boolean> {
  const { organizationId, id, repositoryId, issueNumber: number } = now
  const left = await transaction.leftIssue.findUnique({
    where: { organizationId_repositoryId_number: { organizationId, repositoryId, number } },
  })
  const state = left === null ? wanted : 'DROPPED'
  const { dueAt } = left === null ? change : { dueAt: null }
  await transaction.outgoingComment.update({
    where: { organizationId_id: { organizationId, id } },
    data: {
      ...{ ...change, ...(dueAt === undefined ? {} : { dueAt }), state },
      ...(state === now.state ? {} : { stateSince: deps.clock.now() }),
    },
  })
  if (dueAt) await sendCommentJob(deps, transaction, now, dueAt)
  return state === wanted
}

async function signed(deps: Deps, comment: OutgoingComment): Promise<string> {
  return `${comment.body.trimEnd()}\n\n${signMarker('comment', comment.id, await secretFor(deps, comment))}`
}

const secretFor = async (deps: Deps, { organizationId }: OutgoingComment): Promise<string> =>
  secretOf(await deps.database.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } }))

const saysIt = ({ body, writtenHash }: Pick<OutgoingComment, 'body' | 'writtenHash'>): boolean =>
  hashOf(body) === writtenHash

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd()
