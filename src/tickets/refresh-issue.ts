import type { GitHub, Issue } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { appendLivingBlock, replaceLivingBlock } from '../repositories/living-block.ts'
import { lookAtRepository, noteObstacle } from '../repositories/look-at-repository.ts'
import { restSilent, restUntil } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { noticeCounts } from './notice-counts.ts'
import { obstructTicket } from './obstruct-ticket.ts'
import { noteOwnEdit } from './own-edits.ts'
import { postpone } from './postpone.ts'
import { type RenderedIssue, renderIssue } from './render-issue.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

/** What is known of the text of an issue after a look at it. */
type Written = {
  bodyHash: string
  appendsBlock?: false
  titleQuotes?: false
  issueTitle?: string
}

/**
 * Edits the living block of an issue where it would say something else now. The body is read right before it is
 * written: what people wrote around the block stays as it is.
 */
export async function refreshIssue(deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> {
  if (ticket.number === null) return
  await noticeCounts(deps, ticket)
  const look = await lookAtRepository(deps, github, ticket.repository)
  if (look.outcome === 'wait') return postpone(deps, ticket, look)
  if (look.outcome === 'obstructed') {
    // That it is closed stays true, and what agents say of it; the edit stays due and is tried by the sweep.
    if (ticket.state === 'CLOSED') return
    const { obstacle, repository } = look
    await inTransaction(deps.database, (transaction) =>
      obstructTicket(deps, transaction, ticket, obstacle, repository.detail),
    )
    return
  }
  const rendered = await renderIssue(deps, ticket, look.seen.private)
  const titleGives = ticket.titleQuotes && !rendered.titleQuotes
  if (rendered.blockHash === ticket.bodyHash && !ticket.appendsBlock && !titleGives)
    return done(deps, ticket, { bodyHash: rendered.blockHash })
  const numbered = { ...ticket, number: ticket.number, repository: look.repository }
  const wait = await withWriter(deps, look.repository, () =>
    edit(deps, github, numbered, rendered, titleGives ? rendered.title : null),
  )
  if (wait !== null) await postpone(deps, ticket, wait)
}

async function edit(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand & { number: number },
  { block, blockHash: bodyHash }: RenderedIssue,
  newTitle: string | null,
): Promise<void> {
  const { repository, number } = ticket
  const read = await github.readIssue(repository.name, number)
  if (read.outcome === 'limited')
    return postpone(deps, ticket, await restUntil(deps, repository, read.retryAt))
  if (read.outcome === 'unavailable')
    return postpone(deps, ticket, await restSilent(deps, repository, read.reason))
  if (read.outcome !== 'ok' || isElsewhere(read.value, ticket)) return follow(deps, ticket)
  const before = read.value.body
  const body =
    replaceLivingBlock(before, block) ?? (ticket.appendsBlock ? appendLivingBlock(before, block) : null)
  // People took the block out, or it says the same: the text is theirs. So is a title that they gave.
  const change = {
    ...(body === null || body === before ? {} : { body }),
    ...(newTitle === null || read.value.title !== ticket.issueTitle ? {} : { title: newTitle }),
  }
  if (Object.keys(change).length === 0)
    return done(deps, ticket, {
      bodyHash,
      appendsBlock: false,
      ...(newTitle === null ? {} : { titleQuotes: false }),
    })
  if (body !== null) await noteOwnEdit(deps, ticket, before, body)
  const answer = await github.updateIssue(repository.name, number, change)
  deps.counters.writes.inc({ kind: 'edit', outcome: answer.outcome })
  switch (answer.outcome) {
    case 'updated': {
      const titled =
        newTitle === null
          ? {}
          : { titleQuotes: false as const, ...('title' in change ? { issueTitle: answer.title } : {}) }
      return done(deps, ticket, { bodyHash, ...titled, appendsBlock: false }, answer)
    }
    case 'limited':
      return postpone(deps, ticket, await restUntil(deps, repository, answer.retryAt))
    case 'ambiguous':
      // To write the same block twice does no harm.
      return postpone(deps, ticket, await restSilent(deps, repository, answer.reason))
    case 'refused':
      if (answer.reason === 'not_found') return follow(deps, ticket)
      if (answer.reason !== 'invalid') await noteObstacle(deps, repository, answer.reason, answer.message)
      await inTransaction(deps.database, (transaction) =>
        moveTicket(deps, transaction, ticket, ticket.state, {
          // What is in the way of a closed one is not told to it: the edit stays due, and the sweep tries it.
          ...(answer.reason === 'invalid' ? { dueAt: null } : {}),
          detail: `GitHub refused the last edit: ${answer.message}`,
        }),
      )
  }
}

/** An edit that was asked for meanwhile stays due; of an issue that is the ticket's no more, nothing is noted. */
async function done(deps: Deps, ticket: TicketAtHand, written: Written, issue?: Issue): Promise<void> {
  const { organizationId, id, dueAt, repositoryId, number } = ticket
  const { ticket: tickets } = deps.database.prisma
  const where = { organizationId, id, repositoryId, number }
  const data = {
    ...written,
    bodyWrittenAt: deps.clock.now(),
    ...(issue === undefined ? {} : { issueUpdatedAt: issue.updatedAt, detail: null }),
  }
  const { count } = await tickets.updateMany({
    where: { ...where, dueAt },
    data: { ...data, hides: false, dueAt: null },
  })
  if (count === 0) await tickets.updateMany({ where, data })
}

/** It is not where it was: what became of it is found out by those who follow it. The edit stays due meanwhile. */
const follow = (deps: Deps, ticket: TicketAtHand): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const dueAt = new Date(deps.clock.now().getTime() + deps.timing.settleMs)
    if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt }))
      await sendWriteJob(deps, transaction, ticket, dueAt)
    await sendFollowJob(deps, transaction, ticket, { sender: null })
  })

export const isElsewhere = (issue: Issue, { repository, number, githubId }: TicketAtHand): boolean =>
  issue.repository.toLowerCase() !== repository.nameKey || issue.number !== number || issue.id !== githubId
