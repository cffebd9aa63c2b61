import type {
  OutgoingComment,
  Repository,
  TicketState,
} from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { obstacleInPlainWords } from '../repositories/obstacle-in-plain-words.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { ticketInPlainWords } from './ticket-in-plain-words.ts'
import { readTicketState } from './ticket-state.ts'

export const outboxKinds = ['OPEN_ISSUE', 'EDIT_ISSUE', 'FIND_ISSUE', 'COMMENT'] as const
export const outboxStates = ['WAITING', 'UNCERTAIN', 'PAUSED', 'BLOCKED'] as const

/** Something that is to be written to GitHub, and has not been. */
export type OutboxItem = {
  /** That of the ticket or the comment. */
  id: string
  kind: (typeof outboxKinds)[number]
  state: (typeof outboxStates)[number]
  repository: string
  why: string
  nextStep: string | null
  since: Date
  nextAttemptAt: Date | null
  ticket: TicketAtHand | null
}

const waitingStates: TicketState[] = ['QUEUED', 'SENDING', 'UNKNOWN', 'PAUSED', 'BLOCKED']
/** More than this nobody reads; the oldest come first. */
const most = 1_000

/** What waits to be written, why and since when; what has waited longest comes first. */
export async function listOutbox(deps: Deps, viewer: Viewer): Promise<OutboxItem[]> {
  requireScope(viewer, 'READ')
  const { organizationId } = viewer
  const { prisma } = deps.database
  const now = deps.clock.now()
  const tickets = await prisma.ticket.findMany({
    where: {
      organizationId,
      OR: [{ state: { in: waitingStates } }, { state: { in: ['OPEN', 'CLOSED'] }, dueAt: { not: null } }],
    },
    include: { repository: true, problem: { include: { product: true } } },
    orderBy: { stateSince: 'asc' },
    take: most,
  })
  const comments = await prisma.outgoingComment.findMany({
    where: {
      organizationId,
      OR: [
        { state: { in: ['QUEUED', 'SENDING', 'UNKNOWN', 'BLOCKED'] } },
        { state: 'SENT', dueAt: { not: null } },
      ],
    },
    include: { repository: true },
    orderBy: { stateSince: 'asc' },
    take: most,
  })
  return [...tickets.map((ticket) => ofTicket(ticket, now)), ...comments.map(ofComment)]
    .sort((a, b) => a.since.getTime() - b.since.getTime())
    .slice(0, most)
}

function ofTicket(ticket: TicketAtHand, now: Date): OutboxItem {
  const { id, state, stateSince, dueAt, number, repository, problem, bodyWrittenAt } = ticket
  const words = ticketInPlainWords(readTicketState(ticket), problem.status, repository.name)
  const isEdit = state === 'OPEN' || state === 'CLOSED'
  const kind = isEdit || number !== null ? 'EDIT_ISSUE' : state === 'QUEUED' ? 'OPEN_ISSUE' : undefined
  return {
    ...{ id, repository: repository.name, nextAttemptAt: dueAt, ticket },
    kind: kind ?? (state === 'SENDING' || state === 'UNKNOWN' ? 'FIND_ISSUE' : 'OPEN_ISSUE'),
    state: stateOf(state),
    why: isEdit ? whyEdit(ticket, now) : words.explanation,
    nextStep: words.nextStep,
    since: isEdit ? (bodyWrittenAt ?? stateSince) : stateSince,
  }
}

const whyEdit = ({ dueAt, hides }: TicketAtHand, now: Date): string => {
  if (hides) return 'Words of customers that are not to be read there any more are taken out.'
  return dueAt !== null && dueAt > now
    ? 'The figures of the issue have changed; it is edited at most every so often.'
    : 'The issue is to be edited, and waits for its turn.'
}

function stateOf(state: TicketState | OutgoingComment['state']): OutboxItem['state'] {
  if (state === 'PAUSED' || state === 'BLOCKED') return state
  return state === 'SENDING' || state === 'UNKNOWN' ? 'UNCERTAIN' : 'WAITING'
}

function ofComment(comment: OutgoingComment & { repository: Repository }): OutboxItem {
  const { id, state, stateSince, dueAt, detail, issueNumber, repository } = comment
  const obstacle = repository.obstacle === null ? null : obstacleInPlainWords[repository.obstacle]
  const reason =
    obstacle === null ? (detail ?? 'It waits for its turn.') : `${repository.name} ${obstacle.what}.`
  return {
    ...{
      id,
      kind: 'COMMENT',
      repository: repository.name,
      nextAttemptAt: dueAt,
      ticket: null,
      since: stateSince,
    },
    state: obstacle === null ? stateOf(state) : 'BLOCKED',
    why: `A comment on ${repository.name}#${issueNumber}: ${reason}`,
    nextStep:
      obstacle?.next ?? (state === 'BLOCKED' ? 'retryWrite tries again, dropWrite gives it up.' : null),
  }
}
