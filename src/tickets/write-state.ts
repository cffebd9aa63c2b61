import type { GitHub, Issue, IssueChange } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository, noteObstacle } from '../repositories/look-at-repository.ts'
import { restSilent, restUntil } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { postpone } from './postpone.ts'
import { isElsewhere } from './refresh-issue.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'

/** Opens or closes an issue, by what it says right before. Where that can't be now, it stays due. */
export async function writeState(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand,
  changeOf: (issue: Issue) => IssueChange,
  written: (issue: Issue) => Promise<void>,
): Promise<void> {
  const { number } = ticket
  if (number === null) return
  const look = await lookAtRepository(deps, github, ticket.repository)
  if (look.outcome === 'wait') return postpone(deps, ticket, look)
  // It stays due, and is tried again when nothing is in the way.
  if (look.outcome === 'obstructed') return
  const { repository } = look
  const here = { ...ticket, repository }
  const wait = await withWriter(deps, repository, async () => {
    const read = await github.readIssue(repository.name, number)
    if (read.outcome === 'missing' || (read.outcome === 'ok' && isElsewhere(read.value, here))) {
      await inTransaction(deps.database, async (transaction) => {
        const dueAt = new Date(deps.clock.now().getTime() + deps.timing.settleMs)
        if (await moveTicket(deps, transaction, ticket, ticket.state, { dueAt }))
          await sendWriteJob(deps, transaction, ticket, dueAt)
        await sendFollowJob(deps, transaction, ticket, { sender: null })
      })
      return
    }
    const answer =
      read.outcome === 'ok' ? await github.updateIssue(repository.name, number, changeOf(read.value)) : read
    deps.counters.writes.inc({ kind: 'state', outcome: answer.outcome })
    switch (answer.outcome) {
      case 'updated':
        return written(answer)
      case 'limited':
        return postpone(deps, ticket, await restUntil(deps, repository, answer.retryAt))
      case 'unavailable':
      case 'ambiguous':
        // Asked for twice, it is the same.
        return postpone(deps, ticket, await restSilent(deps, repository, answer.reason))
      case 'refused':
        if (answer.reason !== 'invalid') await noteObstacle(deps, repository, answer.reason, answer.message)
        await inTransaction(deps.database, (transaction) =>
          moveTicket(deps, transaction, ticket, ticket.state, {
            detail: `GitHub refused it: ${answer.message}`,
          }),
        )
    }
  })
  if (wait !== null) await postpone(deps, ticket, wait)
}
