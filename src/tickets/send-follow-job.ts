import { z } from 'zod'
import type { Ticket } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { defineJob } from '../platform/jobs/define-job.ts'

const text = z.object({ from: z.string(), to: z.string() })

const schema = z.object({
  organizationId: z.uuid(),
  ticketId: z.uuid(),
  /** The issue that it is about, by GitHub's id; the ticket may have another one by the time it is read. */
  issueGithubId: z.string().nullish(),
  /** Whose doing it was; null where nobody said. */
  sender: z.string().nullable(),
  edit: z.object({ body: text.nullable(), title: text.nullable(), updatedAt: z.string() }).nullish(),
  movedTo: z
    .object({
      repository: z.string(),
      repositoryGithubId: z.string(),
      number: z.int(),
      githubId: z.string(),
      url: z.string(),
    })
    .nullish(),
})

export type FollowIssue = z.output<typeof schema>

export const followIssueJob = defineJob({
  name: 'follow-issue',
  schema,
  // Two about one issue at once could end in the older state.
  policy: 'one-active-per-key',
  retries: 12,
})

/** Asks for what became of the ticket's issue at GitHub to be taken over. */
export const sendFollowJob = (
  deps: Deps,
  transaction: Transaction,
  { organizationId, id, githubId }: Pick<Ticket, 'organizationId' | 'id'> & Partial<Pick<Ticket, 'githubId'>>,
  hint: Omit<FollowIssue, 'organizationId' | 'ticketId'>,
  startAfter?: Date,
): Promise<void> =>
  deps.jobs.send(
    transaction,
    followIssueJob,
    { organizationId, ticketId: id, issueGithubId: githubId, ...hint },
    { key: id, ...(startAfter ? { startAfter } : {}) },
  )
