import type { Presenter } from './present-github.ts'
import type { StandInComment, StandInIssue, StandInRepository, StandInUser } from './stand-in-types.ts'

/** Something that GitHub tells webhooks about. */
export type StandInEvent = {
  /** `issues`, `push`, … */
  event: string
  /** Null for events that have none. */
  action: string | null
  repository: StandInRepository
  sender: StandInUser
  /** What the payload has besides action, repository, sender and installation. */
  about(presenter: Presenter): object
}

/** Each change gives back the events that GitHub would send; whoever asked for the change sends them. */
export type Changed<Value> = { value: Value; events: StandInEvent[] }

export function issueEvent(
  action: string,
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  more: (presenter: Presenter) => object = () => ({}),
): StandInEvent {
  return {
    event: 'issues',
    action,
    repository,
    sender,
    about: (presenter) => ({ issue: presenter.issue(repository, issue), ...more(presenter) }),
  }
}

export function commentEvent(
  action: string,
  repository: StandInRepository,
  { issue, comment }: { issue: StandInIssue; comment: StandInComment },
  sender: StandInUser,
  more: object = {},
): StandInEvent {
  return {
    event: 'issue_comment',
    action,
    repository,
    sender,
    about: (presenter) => ({
      issue: presenter.issue(repository, issue),
      comment: presenter.comment(repository, issue, comment),
      ...more,
    }),
  }
}
