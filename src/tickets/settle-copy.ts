import type { GitHub, Issue } from '../github/github.ts'
import type { Repository, Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { replaceLivingBlock, wrapLivingBlock } from '../repositories/living-block.ts'
import { readMarker, secretOf } from '../repositories/marker.ts'
import { restSilent, restUntil, type Wait, waitOf } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import { adoptIssue } from './adopt-issue.ts'
import { findTicketOf, type TicketAtHand } from './find-ticket.ts'
import { followTransfer } from './follow-transfer.ts'
import { moveTicket } from './move-ticket.ts'
import { isElsewhere } from './refresh-issue.ts'
import { renderIssue } from './render-issue.ts'
import { sendCopyJob } from './send-copy-job.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

type Subject = { organizationId: string; repositoryId: string; number: number }

/**
 * An issue of ours whose ticket does not know it: the ticket's own, whose answer was lost, is adopted; a second copy
 * is closed as a duplicate of the lower number. Only what our own login wrote counts, with our signature.
 */
export async function settleCopy(
  deps: Deps,
  { organizationId, repositoryId, number }: Subject,
): Promise<void> {
  const { github } = deps
  const { prisma } = deps.database
  const repository = await prisma.repository.findUnique({
    where: { organizationId_id: { organizationId, id: repositoryId } },
    include: { organization: true },
  })
  if (github === null || repository === null) return
  const resting = waitOf(repository, deps.clock.now())
  if (resting !== null) return again(deps, repository, number, resting)
  const read = await github.readIssue(repository.name, number)
  if (read.outcome === 'limited')
    return again(deps, repository, number, await restUntil(deps, repository, read.retryAt))
  if (read.outcome === 'unavailable')
    return again(deps, repository, number, await restSilent(deps, repository, read.reason))
  if (read.outcome !== 'ok' || read.value.repository.toLowerCase() !== repository.nameKey) return
  const issue = read.value
  const problemId = readMarker('problem', issue.body, secretOf(repository.organization))
  if (problemId === null || issue.author !== (await github.login())) return
  const left = { organizationId_repositoryId_number: { organizationId, repositoryId, number } }
  if ((await prisma.leftIssue.findUnique({ where: left })) !== null) return
  const ticket = await findTicketOf(prisma, organizationId, problemId)
  if (ticket === null || (ticket.repositoryId === repositoryId && ticket.number === number)) return
  if (ticket.number === null) return adopt(deps, ticket, repository, issue)
  const own = await readOwn(github, ticket)
  // It may be heard of where it came to before it is where it went from.
  const isTransferred = own !== null && own.id === issue.id
  if (isTransferred) return follow(deps, ticket)
  // Nobody tells us where it goes from a place out of our sight: an issue of ours that turns up is taken for it.
  const isGivenUp = issue.state === 'closed' && issue.stateReason === 'duplicate'
  if (own === null && ticket.state === 'MOVED' && !isGivenUp)
    return followTransfer(deps, github, ticket, { ...issue, githubId: issue.id, repositoryGithubId: null })
  await keepLower(deps, github, ticket, own, repository, issue)
}

/** The issue of a ticket, wherever it was transferred to; null where it is not to be seen. */
async function readOwn(github: GitHub, { repository, number }: TicketAtHand): Promise<Issue | null> {
  const read = await github.readIssue(repository.name, number ?? 0)
  if (read.outcome === 'missing') return null
  if (read.outcome !== 'ok') throw new Error(`${repository.name}#${number} can't be read: ${read.outcome}`)
  return read.value
}

const follow = (deps: Deps, ticket: Ticket): Promise<void> =>
  inTransaction(deps.database, (transaction) => sendFollowJob(deps, transaction, ticket, { sender: null }))

/** It may have been given up for lost and wait to be sent again, or be unknown since a backup was played back. */
async function adopt(deps: Deps, ticket: Ticket, repository: Repository, issue: Issue): Promise<void> {
  if (ticket.held || ticket.repositoryId !== repository.id) return
  deps.counters.adoptions.inc({ by: 'webhook' })
  await adoptIssue(deps, ticket, issue, null)
}

async function keepLower(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand,
  own: Issue | null,
  repository: Repository,
  issue: Issue,
): Promise<void> {
  const { number } = ticket
  if (number === null || issue.state === 'closed') return
  // Transferred or deleted: the "copy" may be the issue itself, in its new place.
  if (own === null || isElsewhere(own, ticket)) return follow(deps, ticket)
  const isSamePlace = ticket.repositoryId === repository.id
  if (isSamePlace && issue.number < number && ticket.state === 'OPEN') {
    await inTransaction(deps.database, async (transaction) => {
      const now = deps.clock.now()
      const lower = {
        ...{ number: issue.number, githubId: issue.id, url: issue.url, bodyHash: null, dueAt: now },
        ...{ issueTitle: issue.title, issueLabels: issue.labels, issueUpdatedAt: issue.updatedAt },
      }
      if (!(await moveTicket(deps, transaction, ticket, 'OPEN', lower))) return
      await sendWriteJob(deps, transaction, ticket)
      await sendCopyJob(deps, transaction, repository, number)
    })
    return
  }
  const place = isSamePlace ? `#${number}` : 'elsewhere'
  const block = wrapLivingBlock(
    `### Opened twice\n\nThis is a second copy of the same ticket, which goes on ${place}.`,
  )
  // Where all can read it, without what a customer wrote: nobody looks after it any more.
  const { title } = await renderIssue(deps, ticket, false)
  const wait = await withWriter(deps, repository, async () => {
    // As it is right now: people may have written there since.
    const read = await github.readIssue(repository.name, issue.number)
    if (read.outcome !== 'ok')
      throw new Error(`${repository.name}#${issue.number} can't be read: ${read.outcome}`)
    const { body } = read.value
    const answer = await github.updateIssue(repository.name, issue.number, {
      ...(repository.isPrivate === true ? {} : { title }),
      body: replaceLivingBlock(body, block) ?? body,
      state: 'closed',
      stateReason: 'duplicate',
    })
    deps.counters.writes.inc({ kind: 'close', outcome: answer.outcome })
    if (answer.outcome === 'limited') await restUntil(deps, repository, answer.retryAt)
    if (answer.outcome === 'ambiguous') await restSilent(deps, repository, answer.reason)
    if (answer.outcome !== 'updated')
      throw new Error(`${repository.name}#${issue.number} is still open: ${answer.outcome}`)
  })
  if (wait !== null) await again(deps, repository, issue.number, wait)
}

const again = (deps: Deps, repository: Repository, number: number, { until }: Wait): Promise<void> =>
  inTransaction(deps.database, (transaction) => sendCopyJob(deps, transaction, repository, number, until))
