import { type Changed, issueEvent, type StandInEvent } from './stand-in-event.ts'
import { mayWrite, type StandInState, same } from './stand-in-state.ts'
import type {
  CloseReason,
  StandInIssue,
  StandInIssueType,
  StandInLabel,
  StandInRepository,
  StandInUser,
} from './stand-in-types.ts'

export type NewIssueFields = {
  title: string
  body: string | null
  labels: string[]
  type?: string | undefined
}

export type IssueFields = {
  title?: string
  body?: string | null
  state?: 'open' | 'closed'
  stateReason?: CloseReason | 'reopened' | null
  labels?: string[]
}

/** A new issue or, with `pull`, a pull request, under the next number. Tells nobody. */
export function addThread(
  state: StandInState,
  repository: StandInRepository,
  user: StandInUser,
  fields: Pick<StandInIssue, 'title' | 'body'> & Partial<StandInIssue>,
): StandInIssue {
  const now = state.now()
  repository.lastNumber += 1
  const issue: StandInIssue = {
    id: state.nextId(),
    state: 'open',
    stateReason: null,
    labels: [],
    type: null,
    locked: false,
    user,
    closedBy: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    comments: [],
    pull: null,
    ...fields,
    number: repository.lastNumber,
  }
  repository.threads.set(issue.number, issue)
  return issue
}

/** As GitHub: who may not push gets neither labels nor type, and no error either. */
export function openIssue(
  state: StandInState,
  repository: StandInRepository,
  user: StandInUser,
  { title, body, labels: names, type: typeName }: NewIssueFields,
): Changed<StandInIssue> {
  const pushes = mayWrite(repository, user.login)
  const labels = pushes ? unique(names).map((name) => ensureLabel(state, repository, name)) : []
  const type = pushes && typeName !== undefined ? (findType(repository, typeName) ?? null) : null
  const issue = addThread(state, repository, user, { title, body, labels, type })
  const events = [
    issueEvent('opened', repository, issue, user),
    ...labels.map((label) => labelEvent('labeled', repository, issue, user, label)),
  ]
  if (type !== null) {
    events.push(
      issueEvent('typed', repository, issue, user, (presenter) => ({ type: presenter.issueType(type) })),
    )
  }
  return { value: issue, events }
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
  issue.updatedAt = state.now()
  if (Object.keys(changes).length > 0) {
    events.push(issueEvent('edited', repository, issue, sender, () => ({ changes })))
  }
  if (fields.labels !== undefined) {
    events.push(...replaceLabels(state, repository, issue, sender, fields.labels))
  }
  if (fields.state === 'closed') {
    const wasOpen = issue.state === 'open'
    issue.stateReason = fields.stateReason === 'reopened' ? 'completed' : (fields.stateReason ?? 'completed')
    issue.state = 'closed'
    if (wasOpen) {
      issue.closedBy = sender
      issue.closedAt = state.now()
      events.push(issueEvent('closed', repository, issue, sender))
    }
  }
  if (fields.state === 'open' && issue.state === 'closed') {
    Object.assign(issue, { state: 'open', stateReason: 'reopened', closedBy: null, closedAt: null })
    events.push(issueEvent('reopened', repository, issue, sender))
  }
  return { value: issue, events }
}

export function lockIssue(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  locked: boolean,
): Changed<StandInIssue> {
  if (issue.locked === locked) return { value: issue, events: [] }
  issue.locked = locked
  issue.updatedAt = state.now()
  return { value: issue, events: [issueEvent(locked ? 'locked' : 'unlocked', repository, issue, sender)] }
}

export function replaceLabels(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  names: string[],
): StandInEvent[] {
  const labels = unique(names).map((name) => ensureLabel(state, repository, name))
  const before = issue.labels
  if (labels.length === before.length && labels.every((label) => before.includes(label))) return []
  issue.labels = labels
  issue.updatedAt = state.now()
  const added = labels.filter((label) => !before.includes(label))
  const removed = before.filter((label) => !labels.includes(label))
  return [
    ...added.map((label) => labelEvent('labeled', repository, issue, sender, label)),
    ...removed.map((label) => labelEvent('unlabeled', repository, issue, sender, label)),
  ]
}

export function ensureLabel(state: StandInState, repository: StandInRepository, name: string): StandInLabel {
  const known = repository.labels.get(name.toLowerCase())
  if (known !== undefined) return known
  const label = { id: state.nextId(), name, color: 'ededed', description: null }
  repository.labels.set(name.toLowerCase(), label)
  return label
}

export function findType(repository: StandInRepository, name: string): StandInIssueType | undefined {
  return repository.types.find((type) => same(type.name, name))
}

function labelEvent(
  action: 'labeled' | 'unlabeled',
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  label: StandInLabel,
): StandInEvent {
  return issueEvent(action, repository, issue, sender, (presenter) => ({
    label: presenter.label(repository, label),
  }))
}

function unique(names: string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}
