import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { EventMap } from '../platform/events.ts'
import { sendCopyJob } from './send-copy-job.ts'
import { sendFollowJob } from './send-follow-job.ts'

/** Something happened to an issue: to that of a ticket, or to one that says it is ours. */
export async function hearOfIssue(
  deps: Deps,
  transaction: Transaction,
  {
    organizationId,
    repositoryId,
    number,
    action,
    sender,
    edit,
    movedTo,
    lastLine,
  }: EventMap['issue.touched'],
): Promise<void> {
  const ticket = await transaction.ticket.findFirst({ where: { organizationId, repositoryId, number } })
  if (ticket !== null) return sendFollowJob(deps, transaction, ticket, { sender, edit, movedTo })
  if (lastLine === null || (action !== 'opened' && action !== 'compared' && action !== 'reopened')) return
  await sendCopyJob(deps, transaction, { organizationId, id: repositoryId }, number)
}
