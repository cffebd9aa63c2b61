export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

export type StandInUser = { id: number; login: string; type: 'User' | 'Bot' }

export type StandInLabel = { id: number; name: string; color: string; description: string | null }

export type StandInRepository = {
  id: number
  owner: StandInUser
  name: string
  formerNames: string[]
  private: boolean
  archived: boolean
  hasIssues: boolean
  defaultBranch: string
  /** Undefined when the App is not installed on it. */
  installationId: number | undefined
  roles: Map<string, Role>
  labels: Map<string, StandInLabel>
  issues: StandInIssue[]
  /** So many of the newest issues do not show in listings yet. */
  unlisted: number
  createdAt: string
}

export type CloseReason = 'completed' | 'not_planned' | 'duplicate'

export type StandInIssue = {
  id: number
  number: number
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: CloseReason | 'reopened' | null
  labels: StandInLabel[]
  user: StandInUser
  closedBy: StandInUser | null
  createdAt: string
  updatedAt: string
  closedAt: string | null
  comments: StandInComment[]
}

export type StandInComment = {
  id: number
  body: string
  user: StandInUser
  createdAt: string
  updatedAt: string
}

/** Something that GitHub tells webhooks about. */
export type StandInEvent = {
  event: 'issues' | 'issue_comment'
  action: 'opened' | 'edited' | 'closed' | 'reopened' | 'created' | 'deleted'
  repository: StandInRepository
  issue: StandInIssue
  comment?: StandInComment
  changes?: Record<string, { from: string }>
  sender: StandInUser
}
