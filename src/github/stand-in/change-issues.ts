import { mayWrite, type StandInState } from './stand-in-state.ts'
import type {
  CloseReason,
  StandInComment,
  StandInEvent,
  StandInIssue,
  StandInLabel,
  StandInRepository,
  StandInUser,
} from './stand-in-types.ts'

/** Each change gives back the events that GitHub would send; whoever asked for the change sends them. */
export type Changed<Value> = { value: Value; events: StandInEvent[] }

export type IssueFields = {
  title?: string
  body?: string | null
  state?: 'open' | 'closed'
  stateReason?: CloseReason | 'reopened' | null
  labels?: string[]
}

export function ensureLabel(state: StandInState, repository: StandInRepository, name: string): StandInLabel {
  const known = repository.labels.get(name.toLowerCase())
  if (known !== undefined) return known
  const label = { id: state.nextId(), name, color: 'ededed', description: null }
  repository.labels.set(name.toLowerCase(), label)
  return label
}

export function openIssue(
  state: StandInState,
  repository: StandInRepository,
  user: StandInUser,
  fields: { title: string; body: string | null; labels: string[] },
): Changed<StandInIssue> {
  const now = state.now()
  const issue: StandInIssue = {
    id: state.nextId(),
    number: repository.issues.length + 1,
    title: fields.title,
    body: fields.body,
    state: 'open',
    stateReason: null,
    // As GitHub: who may not push gets no labels, and no error either.
    labels: mayWrite(repository, user.login)
      ? fields.labels.map((name) => ensureLabel(state, repository, name))
      : [],
    user,
    closedBy: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    comments: [],
  }
  repository.issues.push(issue)
  return { value: issue, events: [{ event: 'issues', action: 'opened', repository, issue, sender: user }] }
}

export function editIssue(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  fields: IssueFields,
): Changed<StandInIssue> {
  const events: StandInEvent[] = []
  const changes: Record<string, { from: string }> = {}
  if (fields.title !== undefined && fields.title !== issue.title) {
    changes.title = { from: issue.title }
    issue.title = fields.title
  }
  if (fields.body !== undefined && fields.body !== issue.body) {
    changes.body = { from: issue.body ?? '' }
    issue.body = fields.body
  }
  if (fields.labels !== undefined) {
    issue.labels = fields.labels.map((name) => ensureLabel(state, repository, name))
  }
  issue.updatedAt = state.now()
  if (Object.keys(changes).length > 0) {
    events.push({ event: 'issues', action: 'edited', repository, issue, changes, sender })
  }
  if (fields.state === 'closed') {
    const wasOpen = issue.state === 'open'
    issue.stateReason = fields.stateReason === 'reopened' ? 'completed' : (fields.stateReason ?? 'completed')
    issue.state = 'closed'
    if (wasOpen) {
      issue.closedBy = sender
      issue.closedAt = state.now()
      events.push({ event: 'issues', action: 'closed', repository, issue, sender })
    }
  }
  if (fields.state === 'open' && issue.state === 'closed') {
    Object.assign(issue, { state: 'open', stateReason: 'reopened', closedBy: null, closedAt: null })
    events.push({ event: 'issues', action: 'reopened', repository, issue, sender })
  }
  return { value: issue, events }
}

export function addComment(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  user: StandInUser,
  body: string,
): Changed<StandInComment> {
  const now = state.now()
  const comment: StandInComment = { id: state.nextId(), body, user, createdAt: now, updatedAt: now }
  issue.comments.push(comment)
  issue.updatedAt = now
  const event: StandInEvent = {
    event: 'issue_comment',
    action: 'created',
    repository,
    issue,
    comment,
    sender: user,
  }
  return { value: comment, events: [event] }
}

export function editComment(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  comment: StandInComment,
  sender: StandInUser,
  body: string,
): Changed<StandInComment> {
  const changes = { body: { from: comment.body } }
  comment.body = body
  comment.updatedAt = state.now()
  const event: StandInEvent = {
    event: 'issue_comment',
    action: 'edited',
    repository,
    issue,
    comment,
    changes,
    sender,
  }
  return { value: comment, events: [event] }
}

export function deleteComment(
  repository: StandInRepository,
  issue: StandInIssue,
  comment: StandInComment,
  sender: StandInUser,
): Changed<StandInComment> {
  issue.comments.splice(issue.comments.indexOf(comment), 1)
  const event: StandInEvent = {
    event: 'issue_comment',
    action: 'deleted',
    repository,
    issue,
    comment,
    sender,
  }
  return { value: comment, events: [event] }
}
