import type { GitHub } from '../github/github.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { moveTicket } from './move-ticket.ts'
import { sendWriteJob } from './send-write-job.ts'
import { writeState } from './write-state.ts'

/** Opens an issue again whose problem is no longer merged; what it says is brought up to date next. */
export const reopenUnmergedIssue = (deps: Deps, github: GitHub, ticket: TicketAtHand): Promise<void> =>
  writeState(
    deps,
    github,
    ticket,
    () => ({ state: 'open' }),
    async (issue) => {
      await inTransaction(deps.database, async (transaction) => {
        const open = { closeReason: null, closedByMerge: false, detail: null, dueAt: deps.clock.now() }
        if (await moveTicket(deps, transaction, ticket, 'OPEN', { ...open, issueUpdatedAt: issue.updatedAt }))
          await sendWriteJob(deps, transaction, ticket)
      })
    },
  )
