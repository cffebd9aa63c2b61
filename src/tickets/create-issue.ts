import type { GitHub, RefusalReason, Repository } from '../github/github.ts'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { adoptIssue } from './adopt-issue.ts'
import { moveTicket } from './move-ticket.ts'
import { paceWrites } from './pace-writes.ts'
import { renderIssue } from './render-issue.ts'
import { sendWriteJob } from './send-write-job.ts'
import { ticketLabel } from './ticket-label.ts'

/** What a person does about a refusal, by its reason. */
const nextStep: Record<RefusalReason, string> = {
  not_found:
    'The repository does not exist or our credentials may not see it. Check its name, or give us access.',
  forbidden: 'Our credentials may not write issues here. Give them write access to issues.',
  issues_disabled: 'Issues are switched off in this repository. Switch them on in its settings.',
  archived: 'The repository is archived. Unarchive it, or give the product another repository.',
  invalid: 'GitHub refused the text of the issue; it is written anew from the reports as they are then.',
  unauthorized: 'GitHub does not accept our credentials any more. Renew GITHUB_TOKEN or the key of the App.',
  suspended: 'The installation of our GitHub App is suspended. Unsuspend it in the settings of its account.',
}

/** How often a repository that cannot take issues is looked at again. */
const lookEveryMs = 10 * 60_000

/** Opens the issue. The intent is stored before GitHub is asked: whatever is lost after that is looked up, never sent twice. */
export async function createIssue(deps: Deps, github: GitHub, ticket: Ticket): Promise<void> {
  const repository = await github.readRepository(ticket.repository)
  if (repository.outcome === 'limited') return retryAt(deps, ticket, repository.retryAt)
  if (repository.outcome === 'unavailable') throw new Error(`GitHub did not answer: ${repository.reason}`)
  if (repository.outcome === 'missing') return block(deps, ticket, nextStep.not_found)
  if (repository.outcome === 'refused') return block(deps, ticket, nextStep[repository.reason])
  const { fullName } = repository.value
  if (fullName.toLowerCase() !== ticket.repository.toLowerCase()) {
    return block(
      deps,
      ticket,
      `The repository is ${fullName} now. Give the product this name with updateProduct.`,
    )
  }
  const obstacle = obstacleIn(repository.value)
  if (obstacle !== null) return block(deps, ticket, nextStep[obstacle])

  const { title, body, blockHash } = await renderIssue(deps, ticket, repository.value.private)
  const sentAt = deps.clock.now()
  const sending = { ...ticket, state: 'SENDING' as const }
  const intended = await inTransaction(deps.database, async (transaction) => {
    const dueAt = new Date(sentAt.getTime() + deps.ticketing.settleMs)
    const intent = { sentAt, dueAt, lookups: 0, detail: null }
    const moved = await moveTicket(deps, transaction, ticket, 'SENDING', intent)
    // Looks the issue up where this process dies, or the answer is lost; finds the ticket open where all went well.
    if (moved) await sendWriteJob(deps, transaction, ticket, dueAt)
    return moved
  })
  if (!intended) return

  await paceWrites(ticket.repository, deps.ticketing.writeIntervalMs)
  const answer = await github.createIssue(ticket.repository, { title, body, labels: [ticketLabel] })
  if (answer.outcome === 'created') {
    await adoptIssue(deps, sending, answer, { bodyHash: blockHash })
  } else if (answer.outcome === 'refused') {
    const detail = `${nextStep[answer.reason]} Then ask again with openTicket. GitHub said: ${answer.message}`
    await inTransaction(deps.database, (transaction) =>
      moveTicket(deps, transaction, sending, 'BLOCKED', { detail, dueAt: null }),
    )
  } else if (answer.outcome === 'limited') {
    await retryAt(deps, sending, answer.retryAt)
  } else {
    const detail = `The answer of GitHub was lost (${answer.reason}). We look whether the issue exists before anything is sent again.`
    await inTransaction(deps.database, (transaction) =>
      moveTicket(deps, transaction, sending, 'UNKNOWN', { detail }),
    )
  }
}

function obstacleIn({ archived, hasIssues }: Repository): RefusalReason | null {
  if (archived) return 'archived'
  return hasIssues ? null : 'issues_disabled'
}

/** Nothing is written until a later look at the repository, every few minutes, finds the obstacle gone. */
const block = (deps: Deps, ticket: Ticket, detail: string): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const dueAt = new Date(deps.clock.now().getTime() + lookEveryMs)
    const moved = await moveTicket(deps, transaction, ticket, 'BLOCKED', { detail, dueAt })
    if (moved) await sendWriteJob(deps, transaction, ticket, dueAt)
  })

const retryAt = (deps: Deps, ticket: Ticket, at: Date): Promise<void> =>
  inTransaction(deps.database, async (transaction) => {
    const detail = `GitHub limits how fast we write; we go on at ${at.toISOString()}.`
    if (await moveTicket(deps, transaction, ticket, 'QUEUED', { detail, dueAt: at })) {
      await sendWriteJob(deps, transaction, ticket, at)
    }
  })
