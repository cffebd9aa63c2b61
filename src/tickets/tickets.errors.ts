import { DomainError } from '../platform/errors.ts'

export class NoRepository extends DomainError {
  readonly code = 'NO_REPOSITORY'
  constructor() {
    super(
      'This problem has no product with a repository, so its ticket has nowhere to go. ' +
        'Connect its product with connectRepository, then try again.',
    )
  }
}

export class WriteUnderWay extends DomainError {
  readonly code = 'WRITE_UNDER_WAY'
  constructor() {
    super(
      'This may be in GitHub already: its answer was lost, or is on its way. We make sure first; try again when ' +
        'the ticket is open, or is queued again.',
    )
  }
}

export class TicketNotInGitHub extends DomainError {
  readonly code = 'TICKET_NOT_IN_GITHUB'
  constructor() {
    super('This ticket has no issue in GitHub. To give up one that waits, use dropWrite.')
  }
}

export class IssueNotReadable extends DomainError {
  readonly code = 'ISSUE_NOT_READABLE'
  constructor(issue: string) {
    super(
      `${issue} can't be read: it does not exist, our credentials may not see it, or GitHub does not answer now. ` +
        'Check it, or try again later.',
    )
  }
}

export class IssueTaken extends DomainError {
  readonly code = 'ISSUE_TAKEN'
  constructor(issue: string) {
    super(`${issue} is the ticket of another problem. Merge the problems, or unlink that ticket first.`)
  }
}

export class GitHubIsOff extends DomainError {
  readonly code = 'GITHUB_IS_OFF'
  constructor() {
    super('GitHub is off here. Ask the operator to set GITHUB_TOKEN or GITHUB_APP_ID, then try again.')
  }
}
