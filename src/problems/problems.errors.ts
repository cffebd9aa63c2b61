import type { Decision, Problem } from '../platform/database/generated/prisma/client.ts'
import { DomainError } from '../platform/errors.ts'

export class ProblemAlreadyMerged extends DomainError {
  readonly code = 'PROBLEM_ALREADY_MERGED'
  /** Where its reports are now. */
  readonly survivor: Problem
  constructor(problem: Problem, survivor: Problem) {
    super(
      `"${problem.title}" was merged into "${survivor.title}" (${survivor.reportCount} reports); act on that one.`,
    )
    this.survivor = survivor
  }
}

export class ConstraintsInTheWay extends DomainError {
  readonly code = 'CONSTRAINTS_IN_THE_WAY'
  /** Whose constraints they are, latest first. */
  readonly decisions: Decision[]
  constructor(decisions: Decision[]) {
    const [one] = decisions
    const those = decisions.length === 1 ? 'An earlier decision' : `${decisions.length} earlier decisions`
    const day = one?.decidedAt.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    const why = one ? ` (${one.kind} on ${day}${one.reason ? `: "${one.reason}"` : ''})` : ''
    super(
      `${those}${why} said otherwise, and nothing was changed. ` +
        'Undo what no longer holds with undoDecision, then try again.',
    )
    this.decisions = decisions
  }
}

export class LaterDecisionsInTheWay extends DomainError {
  readonly code = 'LATER_DECISIONS_IN_THE_WAY'
  /** What has moved the same reports on since then, latest first: to be undone in this order. */
  readonly decisions: Decision[]
  constructor(decisions: Decision[]) {
    const count = decisions.length === 1 ? 'A later decision' : `${decisions.length} later decisions`
    super(`${count} moved the same reports on, and nothing was changed. Undo the latest first.`)
    this.decisions = decisions
  }
}

export class NotUndoable extends DomainError {
  readonly code = 'NOT_UNDOABLE'
  constructor(kind: string) {
    super(
      `A decision of the kind ${kind} is not undone but followed by another: ` +
        'merges, splits, moves and dismissals can be undone.',
    )
  }
}

export class MergeWouldHideTicket extends DomainError {
  readonly code = 'MERGE_WOULD_HIDE_TICKET'
  /** @param issue the issue, or where one is on its way to */
  constructor(issue: string) {
    super(
      `The problem that would be merged has ${issue}, and the one that would stay has no issue. ` +
        'Merge them the other way round, or open the ticket of the one that would stay first, with openTicket.',
    )
  }
}
