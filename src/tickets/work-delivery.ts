import { z } from 'zod'
import type { GitHub } from '../github/github.ts'
import type { Ticket, WebhookDelivery } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'
import { adoptIssue } from './adopt-issue.ts'
import { followIssue } from './follow-issue.ts'
import { secretOf } from './render-issue.ts'
import { readMarker } from './ticket-marker.ts'

const subject = z.object({
  repository: z.object({ full_name: z.string() }),
  issue: z.object({
    id: z.union([z.number(), z.bigint()]).transform(String),
    number: z.int(),
    html_url: z.string(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
  }),
  sender: z.object({ login: z.string() }),
  comment: z.object({ id: z.union([z.number(), z.bigint()]).transform(String) }).optional(),
})

type Subject = z.output<typeof subject>

/** Works off what GitHub told us: about issues that are tickets of ours, and nothing else. */
export const workDeliveryJob = defineJob({
  name: 'work-delivery',
  schema: z.object({ deliveryId: z.string() }),
  // Two about one issue at once could end in the older state.
  policy: 'one-active-per-key',
  retries: 10,
})

export async function workDelivery(deps: Deps, deliveryId: string): Promise<void> {
  const delivery = await deps.database.prisma.webhookDelivery.findUnique({ where: { id: deliveryId } })
  if (delivery === null || delivery.processedAt !== null) return
  const parsed = subject.safeParse(delivery.payload)
  if (deps.github === null) throw new Error('GitHub is off on this node; another one works the delivery off')
  if (parsed.success) await workOff(deps, deps.github, delivery, parsed.data)
  await deps.database.prisma.webhookDelivery.update({
    where: { id: deliveryId },
    // What was said has been taken over; only that it was said is kept.
    data: { processedAt: deps.clock.now(), payload: {} },
  })
}

async function workOff(deps: Deps, github: GitHub, { event, action }: WebhookDelivery, about: Subject) {
  // Only our own doing is ignored, not every bot's: stale bots do close issues.
  const ours = about.sender.login === (await github.login())
  if (event === 'issues' && action === 'opened' && ours) return adoptOpened(deps, about)
  if (ours) return
  const tickets = await deps.database.prisma.ticket.findMany({
    where: {
      repository: { equals: about.repository.full_name, mode: 'insensitive' },
      number: about.issue.number,
    },
  })
  for (const ticket of tickets) {
    if (event === 'issues') await followIssue(deps, github, ticket, about.sender.login)
    if (event === 'issue_comment' && about.comment)
      await tellComment(deps, ticket, action, about, about.comment.id)
  }
}

/** Our own issue, told by GitHub before (or instead of) the answer to our request. */
async function adoptOpened(deps: Deps, { repository, issue }: Subject): Promise<void> {
  const waiting = await deps.database.prisma.ticket.findMany({
    where: {
      repository: { equals: repository.full_name, mode: 'insensitive' },
      state: { in: ['SENDING', 'UNKNOWN'] },
    },
  })
  for (const ticket of waiting) {
    const organization = await deps.database.prisma.organization.findUniqueOrThrow({
      where: { id: ticket.organizationId },
    })
    if (readMarker(issue.body ?? '', secretOf(organization)) !== ticket.problemId) continue
    await adoptIssue(
      deps,
      ticket,
      { id: issue.id, number: issue.number, url: issue.html_url },
      { bodyHash: null },
    )
  }
}

const commentActions = z.enum(['created', 'edited', 'deleted'])

const tellComment = (deps: Deps, ticket: Ticket, action: string | null, about: Subject, commentId: string) =>
  inTransaction(deps.database, async (transaction) => {
    const known = commentActions.safeParse(action)
    if (!known.success) return
    await deps.events.emit(deps, transaction, 'ticket.commented', {
      organizationId: ticket.organizationId,
      problemId: ticket.problemId,
      repository: about.repository.full_name,
      issueNumber: about.issue.number,
      commentId,
      action: known.data,
      sender: about.sender.login,
    })
  })
