import type { Created, GitHub, Issue, Refused } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository, noteObstacle } from '../repositories/look-at-repository.ts'
import { ourLabel } from '../repositories/our-label.ts'
import { restUntil } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import { adoptIssue } from './adopt-issue.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { obstructTicket } from './obstruct-ticket.ts'
import { postpone } from './postpone.ts'
import { type RenderedIssue, renderIssue } from './render-issue.ts'
import { sendWriteJob } from './send-write-job.ts'

type NewIssue = Pick<RenderedIssue, 'title' | 'body'> & { labels: string[]; type?: string }
type Answer = Created<Issue & { droppedLabels: string[]; droppedType: boolean }>

/** Opens the issue. The intent is stored before GitHub is asked: whatever is lost after that is looked up, never sent twice. */
export async function createIssue(deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> {
  const look = await lookAtRepository(deps, github, ticket.repository)
  if (look.outcome === 'wait') return postpone(deps, ticket, look)
  if (look.outcome === 'obstructed') {
    const { obstacle, repository } = look
    await inTransaction(deps.database, (transaction) =>
      obstructTicket(deps, transaction, ticket, obstacle, repository.detail),
    )
    return
  }
  const { product } = ticket.problem
  const { title, body, blockHash, titleQuotes } = await renderIssue(deps, ticket, look.seen.private)
  const issueType = ticket.droppedType ? null : (product?.issueType ?? null)
  const issue: NewIssue = {
    ...{ title, body, labels: [ourLabel, ...(product?.labels ?? [])] },
    ...(issueType === null ? {} : { type: issueType }),
  }
  const wait = await withWriter(deps, look.repository, async () => {
    if (!(await storeIntent(deps, ticket, titleQuotes))) return
    const answer = await github.createIssue(look.repository.name, issue)
    deps.counters.writes.inc({ kind: 'issue', outcome: answer.outcome })
    const sending = { ...ticket, state: 'SENDING' as const, sentAt: deps.clock.now() }
    await take(deps, sending, answer, { bodyHash: blockHash, isPrivate: look.seen.private })
  })
  if (wait !== null) await postpone(deps, ticket, wait)
}

/** @returns false where another writer was faster */
const storeIntent = (deps: Deps, ticket: TicketAtHand, titleQuotes: boolean): Promise<boolean> =>
  inTransaction(deps.database, async (transaction) => {
    const sentAt = deps.clock.now()
    const dueAt = new Date(sentAt.getTime() + deps.timing.settleMs)
    const moved = await moveTicket(deps, transaction, ticket, 'SENDING', {
      ...{ sentAt, dueAt, lookups: 0, detail: null, obstacle: null, titleQuotes },
    })
    // Looks the issue up where this process dies, or the answer is lost; finds the ticket open where all went well.
    if (moved) await sendWriteJob(deps, transaction, ticket, dueAt)
    return moved
  })

async function take(
  deps: Deps,
  ticket: TicketAtHand,
  answer: Answer,
  written: { bodyHash: string; isPrivate: boolean },
): Promise<void> {
  switch (answer.outcome) {
    case 'created':
      return adoptIssue(deps, ticket, answer, {
        ...written,
        droppedLabels: answer.droppedLabels,
        droppedType: answer.droppedType,
      })
    case 'refused':
      return refuse(deps, ticket, answer)
    case 'limited': {
      const { until, reason } = await restUntil(deps, ticket.repository, answer.retryAt)
      await inTransaction(deps.database, async (transaction) => {
        if (await moveTicket(deps, transaction, ticket, 'QUEUED', { dueAt: until, detail: reason }))
          await sendWriteJob(deps, transaction, ticket, until)
      })
      return
    }
    case 'ambiguous': {
      deps.counters.ambiguities.inc({ kind: 'issue' })
      const detail = `The answer of GitHub was lost (${answer.reason}). We look whether the issue exists before anything is sent again.`
      await inTransaction(deps.database, (transaction) =>
        moveTicket(deps, transaction, ticket, 'UNKNOWN', { detail }),
      )
    }
  }
}

/** A clear no: nothing was written, and nothing is until what it said no to has changed. */
async function refuse(deps: Deps, ticket: TicketAtHand, { reason, message }: Refused): Promise<void> {
  const { product } = ticket.problem
  if (reason === 'invalid' && product?.issueType != null && !ticket.droppedType) {
    // The one thing in it that people chose freely: without it, it may do.
    await inTransaction(deps.database, async (transaction) => {
      const again = {
        droppedType: true,
        dueAt: null,
        detail: `GitHub does not take the issue type: ${message}`,
      }
      if (await moveTicket(deps, transaction, ticket, 'QUEUED', again))
        await sendWriteJob(deps, transaction, ticket)
    })
    return
  }
  if (reason !== 'invalid') {
    const look = await noteObstacle(deps, ticket.repository, reason, message)
    if (look.outcome === 'obstructed') {
      await inTransaction(deps.database, (transaction) =>
        obstructTicket(deps, transaction, ticket, look.obstacle, message),
      )
      return
    }
  }
  await inTransaction(deps.database, (transaction) =>
    moveTicket(deps, transaction, ticket, 'BLOCKED', { obstacle: 'REFUSED', detail: message, dueAt: null }),
  )
}
