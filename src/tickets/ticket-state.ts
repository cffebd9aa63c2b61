import type {
  CloseReason,
  Repository,
  RepositoryObstacle,
  Ticket,
  TicketObstacle,
} from '../platform/database/generated/prisma/client.ts'

type Issue = { name: string; url: string | null }
/** What GitHub said, or what it waits for, in words. */
type WithDetail = { detail: string | null }

/** What deliberately stops writing, and goes on by itself. */
export type PauseReason = Extract<
  TicketObstacle,
  'ARCHIVED' | 'ISSUES_DISABLED' | 'SUSPENDED' | 'TOO_MANY_CHANGES'
>
export type BlockReason = Exclude<TicketObstacle, PauseReason>

/** Every state that a ticket can be in, with what is known in it. */
export type TicketState =
  /** `held`: a person took it out, and only a person has it opened again. */
  | { state: 'PROPOSED'; held: boolean }
  | ({ state: 'QUEUED' } & WithDetail)
  | { state: 'SENDING' }
  /** `obstacle`: what keeps us from looking for it. */
  | ({ state: 'UNKNOWN'; obstacle: RepositoryObstacle | null } & WithDetail)
  | ({ state: 'OPEN'; issue: Issue; fix: Fix | null } & WithDetail)
  | { state: 'CLOSED'; issue: Issue; reason: CloseReason; byMerge: boolean; fix: Fix | null }
  | ({ state: 'PAUSED'; reason: PauseReason; issue: Issue | null } & WithDetail)
  | ({ state: 'BLOCKED'; reason: BlockReason; issue: Issue | null } & WithDetail)
  | { state: 'MOVED'; issue: Issue; to: string | null }
  | { state: 'GONE'; issue: Issue }

/** A merged pull request, and the release that has it. */
export type Fix = { url: string | null; releasedIn: string | null }

const pauseReasons: readonly TicketObstacle[] = [
  'ARCHIVED',
  'ISSUES_DISABLED',
  'SUSPENDED',
  'TOO_MANY_CHANGES',
]
const isPause = (obstacle: TicketObstacle): obstacle is PauseReason => pauseReasons.includes(obstacle)

export function readTicketState(ticket: Ticket & { repository: Repository }): TicketState {
  const { state, number, url, detail, obstacle, repository } = ticket
  const issue = number === null ? null : { name: `${repository.name}#${number}`, url }
  const fix =
    ticket.fixMergedAt === null && ticket.releasedIn === null
      ? null
      : { url: ticket.fixUrl, releasedIn: ticket.releasedIn }
  const here = (): Issue => issue ?? { name: repository.name, url }
  switch (state) {
    case 'PROPOSED':
      return { state, held: ticket.held }
    case 'QUEUED':
      return { state, detail }
    case 'UNKNOWN':
      return { state, detail, obstacle: repository.obstacle }
    case 'SENDING':
      return { state }
    case 'OPEN':
      return { state, issue: here(), fix, detail }
    case 'CLOSED':
      return {
        state,
        issue: here(),
        reason: ticket.closeReason ?? 'COMPLETED',
        byMerge: ticket.closedByMerge,
        fix,
      }
    case 'PAUSED':
    case 'BLOCKED': {
      const reason = obstacle ?? 'REFUSED'
      return isPause(reason)
        ? { state: 'PAUSED', reason, issue, detail }
        : { state: 'BLOCKED', reason, issue, detail }
    }
    case 'MOVED':
      return { state, issue: here(), to: url }
    case 'GONE':
      return { state, issue: here() }
  }
}
